"""Sphinx settings: MyST pages, furo theme, any warning fails (`make docs`)."""

from importlib.metadata import version as installed_version

project = "Xinyong"
author = "The Xinyong contributors"
copyright = "The Xinyong contributors, Apache-2.0"
release = version = installed_version("xinyong")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3
autodoc_typehints = "description"

html_theme = "furo"
html_title = "Xinyong 信用"
html_show_sphinx = False
