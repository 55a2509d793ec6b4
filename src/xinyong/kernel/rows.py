"""The columns of every row that kernels read and write.

A row is a line of a table of whole numbers, and a column a constant: `entries[i, E_DAY]`. Tables that are read only
(the world, the schemes) lie end to end in one array, `law`; there a row is known by where it begins:
`law[rule + R_POINTS]`. State is kept in 32 bits and widened when it is loaded; an id of a subject is the 32-bit pattern
(`& WORD`). −1 stands for "none", `FOREVER` for a day that never comes.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from xinyong.arrays import DAYS
from xinyong.trial import script
from xinyong.vocabulary import Cause, Purpose

Ints = NDArray[Any]
Rows = NDArray[Any]
"""Arrays of 64-bit numbers, and tables of 32-bit ones (rows, columns)."""

FOREVER = 1 << 30
WORD = 0xFFFFFFFF
NO_SLOT = 0xFFFF
"""Holder of an id that has none. A block of 65,536 ids has one number too few for "none" only where everybody is one.
"""
NONE, NOTHING, NEXT_INSTANCE, NEVER = -1, 0, 1, FOREVER
"""Named, because a bare number passed from one kernel to another would have it compiled for that very number."""

# what a draw decides (vocabulary.Purpose) ---------------------------------------------------------------------------

P_WEEK, P_CHANCE, P_ERRAND, P_CONSENT = (
    int(Purpose.WEEK),
    int(Purpose.CHANCE),
    int(Purpose.ERRAND),
    int(Purpose.CONSENT),
)
P_TAKE, P_SEEN, P_ERROR, P_DELAY = int(Purpose.TAKE), int(Purpose.SEEN), int(Purpose.ERROR), int(Purpose.DELAY)
P_STRAY, P_NOTICE, P_OBJECT = int(Purpose.STRAY), int(Purpose.NOTICE), int(Purpose.OBJECT)
P_DECIDE, P_SERVE, P_EVADE = int(Purpose.DECIDE), int(Purpose.SERVE), int(Purpose.EVADE)
P_FULFIL, P_EXTEND, P_LINK = int(Purpose.FULFIL), int(Purpose.EXTEND), int(Purpose.LINK)
P_QUOTA, P_GIVE_UP, P_OCCASION = int(Purpose.QUOTA), int(Purpose.GIVE_UP), int(Purpose.OCCASION)
P_DISCRETION, P_EVIDENCE = int(Purpose.DISCRETION), int(Purpose.EVIDENCE)
P_REVIEW, P_REVIEW_DECIDE = int(Purpose.REVIEW), int(Purpose.REVIEW_DECIDE)
P_IMPORT, P_FILE = int(Purpose.IMPORT), int(Purpose.FILE)
P_ENCOUNTER, P_STARS = int(Purpose.ENCOUNTER), int(Purpose.STARS)

# causes (vocabulary.Cause) ------------------------------------------------------------------------------------------

TRUE, MISATTRIBUTED = int(Cause.TRUE), int(Cause.MISATTRIBUTED)
FABRICATED, MISCLASSIFIED = int(Cause.FABRICATED), int(Cause.MISCLASSIFIED)
MISLINKED = int(Cause.MISLINKED)
ORDERED = len(Cause)
"""An error beside them: written down as something else because an order says so; its cause is MISCLASSIFIED."""

# accounts -----------------------------------------------------------------------------------------------------------

LANES = 10
"""Accounts kept side by side: the real one and its shadows, in this order; the last four leave out one cause each."""
REAL, WRONGFUL, PROTECTED, BOTH, OVERDUE, OTHERS, FIRST_CAUSE = range(7)

N_CAUSES = len(Cause)
REASON_PROTECTED = 1 << N_CAUSES
REASON_OVERDUE = 1 << (N_CAUSES + 1)
REASON_OTHERS = 1 << (N_CAUSES + 2)
"""Why shadows of a subject may differ from the real account: bit `c` for a record of cause `c` (1 …), and these."""

# kinds of day -------------------------------------------------------------------------------------------------------

KINDS = len(DAYS)
RESTRICTED_DAY, WRONGFUL_DAY = DAYS.index("restricted"), DAYS.index("wrongful")
FIRST_CAUSE_DAY, OVERDUE_DAY = DAYS.index("wrongful_misattributed"), DAYS.index("wrongful_overdue")
JOINT_CAUSE_DAY, JOINT_DAY = DAYS.index("wrongful_joint"), DAYS.index("joint")
TWOFOLD_DAY = DAYS.index("twofold")
PROTECTED_DAY, LOST_REWARD_DAY = DAYS.index("protected"), DAYS.index("lost_reward")
OTHERS_DAY = DAYS.index("others")

# ids of a block, some at a time, and those of them to whom anything comes up in a week --------------------------------

(
    V_CHANCE, V_ERRAND,  # draws: how many chances and errands each has
    # of those to whom anything comes up, one after the other
    V_WHO, V_STRATUM,
    V_ROW, V_ERRANDS,  # row of its thresholds: of chances, of errands
    V_WIDTH,
) = range(7)  # fmt: skip

# a batch of happenings being drawn, column by column ----------------------------------------------------------------

(
    D_WHO,  # id within the block
    D_STRATUM,
    D_ITEM, D_PURPOSE, D_CODE,  # address of its first draw
    D_PACKED,  # of a bulk import: the happening, as `life` packs it
    D_FIRST, D_DAY,  # draws: what it is, and on which day
    # those of them that are acts, one after the other
    A_WHO, A_STRATUM,
    A_ITEM, A_PURPOSE, A_CODE,  # address of its next draws
    A_PACKED, A_ACT,
    A_TAKE, A_SEEN, A_WORD,  # draws: whether it is taken; which channel sees it, and whether that is there
    A_FOUND,  # positions of those that some channel may have seen
    # the others, one after the other
    O_PACKED, O_STRATUM,
    O_LEFT,  # happenings that are left to be played, beside acts
    D_WIDTH,
) = range(23)  # fmt: skip
GUIDES, GUIDE_SHIFT = 64, 56
"""A guide says, for each of so many equal spans of a wide draw, where in a table of thresholds to begin to look."""
SLOT_SPANS, SPAN_SHIFT = 512, 7
"""Slots of strata are kept together in so many spans of 2**SPAN_SHIFT each."""
COMPARED = 3
"""So many thresholds of a count are compared with a draw in any case: more than as much comes up in few weeks."""

# a record on its way ------------------------------------------------------------------------------------------------

(
    M_TO,  # whom it is about: id within the block; of a record sent to somebody else, the whole id
    M_DUE,  # day on which it arrives
    M_SUBJECT, M_WEEK, M_ITEM, M_ORIGIN_ACT,  # where it began (from here to M_CAUSE as from E_SUBJECT to E_CAUSE)
    M_ACT,  # act written down
    M_ACT_DAY, M_CHANNEL,
    M_CAUSE,  # vocabulary.Cause; it rests on the act of its origin, but on none when it is fabricated
    M_MET,  # day on which what the act left is met by itself
    M_SENDER,  # id of the subject who was played when it was sent
    M_COPY,  # index of the copy of a list, or -1 for a record
    M_ENDS,  # 1 for word that the row copied ends; of a record in a script, what the office makes of its choice
    M_END_DUE, M_END_GONE,  # day on which a copy should be gone, and is, as far as is known
    M_WIDTH,
) = range(17)  # fmt: skip

NO_CHANNEL = -1
"""Channel of what is no record, but tells that a debt or duty of an act is met today."""
RATED = -2
"""Channel of what others give: a week's ratings, or a change of a dimension made of ties."""
RATED_STARS, RATED_WEIGHTS = M_END_DUE, M_END_GONE
"""Where such a row has the sum of weight times stars, and that of weights; of ties the points of the change, and 1."""
(RATING_TO, RATING_STARS, RATING_WEIGHT, RATING_WIDTH) = range(4)
"""A rating given in the window: whom, how many stars, what it weighs."""

# an entry: a record that a rule turned into points or a listing, and a row of the ledger ----------------------------

(
    E_HOLDER,  # whose it is
    E_NEXT,  # the holder's next entry that can still matter, in the order in which they were made, or -1
    E_STIRS,  # next day on which something about it is due, as far as was found; 0: look again
    E_STIRRED,  # last day on which something about it was due or came up
    E_TOUCHED,  # last day on which something about it was written into the ledger
    E_DAY, E_CLAUSE, E_SUBJECT, E_WEEK, E_ITEM, E_ORIGIN_ACT, E_ACT, E_ACT_DAY, E_CHANNEL, E_CAUSE,
    E_PROTECTED, E_ADVERSE,
    E_UNTIL, E_LIST_UNTIL,  # first day on which points and listing should be gone by their terms
    E_VOID_DUE, E_VOID_DAY,  # day from which a reversal should undo it, and does
    E_NOTICE_DAY, E_NOTICED, E_KNOWN, E_KNOWN_BY, E_FILES_ON, E_FILED, E_LATE,
    E_DECISION_DAY, E_DECISION,  # when a desk's answer arrives; 1 when it is for the recipient
    E_DECIDED, E_REVERSED, E_PUBLISHED,
    E_MET,  # day on which the debt behind it is met
    E_MET_DUE, E_MET_GONE,  # day from which it should be gone for that, and is
    E_PRESSED,  # 1 where a sanction has its debtor meet the debt, and that is counted here
    E_COPIED,  # index of the copy of a list, or -1
    E_OTHER,  # id of the subject whose row a tie brought, or -1
    E_TOLD_DUE, E_TOLD_GONE,  # what was last said of its end to the registers that copy it; -1: nothing yet
    E_REPAIR_DUE,  # day from which a repair of the real account should undo it
    E_SHOWN_UNTIL,  # day from which no publication shows it any more, or -1
    E_WAITS_FROM, E_WAITS_TO,  # days from and before which an open objection takes its effect away
    E_REVIEWS_ON, E_REVIEW_FILED, E_REVIEW_DECIDED, E_REVIEW_REVERSED,  # the same for the next instance
    E_GRANTED,  # first of LANES columns: what it is worth in each account
) = range(50)  # fmt: skip
E_REPAIRED = E_GRANTED + LANES
"""First of LANES columns: the day from which a repair undid it in each account."""
E_WIDTH = E_REPAIRED + LANES

# a holder: a subject with a history (an entry, a refusal, a rating) -------------------------------------------------

(
    H_LOCAL, H_STRATUM,
    H_COVERS,  # a bit for each layer of what governs the place that scores the subject
    H_HEAD, H_TAIL,  # first and last entry that can still matter, or -1
    H_STIRS,  # the first of the days in E_STIRS of those entries; 0: look again
    H_NEW,  # first entry of those made last on one day, while the others are at rest; -1: none
    H_UNKNOWN,  # of how many adverse ones the subject has not learnt, at most
    H_ENTRIES,  # how many entries there were
    H_RECKONED,  # 1 since the first entry or rating: the standing is reckoned, and not that of everybody
    H_AWAITED,  # how many answers of desks are on their way
    H_SINCE,  # day up to which H_DAYS are counted
    H_KINDS,  # a bit for each kind of day that today is
    H_REASONS,  # a bit for each reason for which shadows may differ
    H_SCORE, H_TIER, H_LISTS, H_LISTS_HIGH, H_TIER_WRONGFUL, H_LISTS_WRONGFUL, H_LISTS_WRONGFUL_HIGH,
    H_FIRST_RESTRICTED, H_NOTICED, H_REFUSALS, H_REFUSED_WRONGLY, H_OWN_MISDEED,
    H_EVER_LISTED, H_EVER_LISTED_HIGH,  # a bit for each list that the subject was ever on
    H_STARS, H_STARS_HIGH, H_WEIGHTS, H_WEIGHTS_HIGH,  # of all ratings: sum of weight times stars, of weights; of
    # an index: points by which ties moved their dimension, and how often
    H_SHOWN_UNTIL,  # day from which no entry is shown in public any more
    H_KEPT_ON,  # day up to whose end the running scores are kept: what decays after it is reckoned when it matters
    H_DAYS,  # first of KINDS columns: days of each kind so far
) = range(35)  # fmt: skip
H_KEPT = H_DAYS + KINDS
"""First of LANES columns: the running score of each account."""
H_WIDTH = H_KEPT + LANES

AS_EVERYBODY, IN_NO_TIER, IN_TIER, OF_ITS_OWN = 0, 1, 2, 255
"""How somebody stands, in one byte: like everybody without a history; reckoned, and in no tier; in tier 0 (and so on),
each on no list; some other way, which the holder has."""

# an objection on its way to a desk ----------------------------------------------------------------------------------

(
    F_DAY, F_SUBJECT, F_WEEK, F_ITEM, F_ORIGIN_ACT, F_CHANNEL, F_RECIPIENT, F_CLAUSE,  # a desk decides in this order
    F_CAUSE,
    F_ENTRY, F_HOLDER,  # where in the recipient's block the answer belongs
    F_INSTANCE,  # 0 an objection, 1 a review of a refusal
    F_EVIDENCE,  # 1 when a mistaken entry can be shown to be mistaken
    F_WIDTH,
) = range(14)  # fmt: skip

# the world, at the beginning of `law`: plain numbers, and where its tables begin ------------------------------------

(
    W_KEY_LOW, W_KEY_HIGH, W_SCRIPTED, W_STRATA, W_CLASSES, W_ACTS, W_CHANNELS, W_SERVICES, W_DAYS, W_PLACES,
    W_COUNTS, W_OFFSETS, W_PLACE_PICK, W_BOOKS,
    W_SLOT_GUIDE,  # by place: where, for each span of slots, the stratum of all of them stands, or -1 where they differ
    W_QUIET_CHANCE, W_QUIET_ERRAND, W_CHANCE_ROW, W_ERRAND_ROW, W_CHANCE_COUNT, W_K_CHANCE, W_ERRAND_COUNT, W_K_ERRAND,
    W_CHANCE_PICK, W_N_CHANCES, W_CHANCE_ACT, W_ERRAND_PICK, W_N_ERRANDS, W_ERRAND_SORT, W_ERRAND_WHAT,
    W_ERRAND_CHANNEL,
    W_ERRAND_ACT,  # by errand: the act of a steady act, or -1
    W_CHANCE_GUIDE, W_ERRAND_GUIDE,  # by stratum: a guide to its thresholds in W_CHANCE_PICK, W_ERRAND_PICK
    W_ACT_ONCE, W_SIGHT, W_SIGHT_ROW, W_MISATTRIBUTED, W_TAKEN_FOR_ACT, W_TAKEN_FOR, W_DELAY, W_SPREAD,
    W_PLACE_COVER,
    W_TARGETS, W_N_TARGETS,
    W_N_IMPORTS, W_IMPORT_DAY, W_IMPORT_CODE, W_IMPORT_SHARE,
    W_STRAYS_TO, W_PATTERN,  # by channel: where its row by stratum stands, or -1; by place: where its slots stand
    W_ACT_CODE, W_OCCASION, W_SERVICE_CODE, W_QUOTA, W_GIVES_UP, W_PROTECTED, W_MISDEED, W_LAW,
    W_OWES,  # 1 where an act can leave a debt or duty that is met later
    W_RESPONDS,  # 0 in the response scenario `none`
    W_MET, W_MET_AFTER, W_MET_SPREAD, W_PRESSED, W_PRESSED_AFTER, W_PRESSED_SPREAD,
    W_PURGE, W_OBJECTS_MISTAKEN, W_OBJECTS_RIGHT, W_OBJECT_SPREAD, W_ASKS_REVIEW, W_EVIDENCE, W_OPT_IN, W_NO_FILE,
    W_LINES, W_N_LINES, W_WEEKDAY,
    W_TIES, W_HALF_BITS,
    W_STARS, W_ONE_MORE, W_ONE_CHANGED,  # by stratum: cumulative chances of one to five stars; how kind a rater is
    # rows of the tally
    T_CANDIDATES, T_TAKEN, T_RECORDED, T_PENALTIES, T_DISPLACED, T_REQUESTED, T_REFUSED, T_REFUSED_WRONGLY,
    T_BURDENED, T_FAVOURED, T_FULL, T_FULL_FAVOURED, T_CHARGED, T_GIVEN_UP,
    T_ENTRIES, T_ADVERSE, T_ADVERSE_MISTAKEN, T_ENTRIES_PROTECTED, T_OVERDUE, T_NOTICED, T_TOLD, T_PUBLISHED, T_FILED,
    T_LATE, T_DECIDED, T_REVERSED, T_REVIEWS_FILED, T_REVIEWS_DECIDED, T_REVIEWS_REVERSED,
    T_REPAIRED, T_EXPIRED, T_RESTRICTED_PEOPLE, T_SHOWN_PEOPLE, T_UNSCORED_PEOPLE, T_DAYS,
    T_BY_TIE, T_DELETED, T_MET, T_ENDED_MET, T_MET_PRESSED, T_EXTENDED, T_RATINGS, T_STARS,
    W_WIDTH,
) = range(127)  # fmt: skip

(TARGET_ACT, TARGET_CHANNEL, TARGET_AS, TARGET_FROM, TARGET_TO, TARGET_SHARE, TARGET_WIDTH) = range(7)
"""An order to write protected conduct down as something else: the true act, through which channel, as what, when."""

(TIE_TOGETHER, TIE_SIZE, TIE_FROM, TIE_TO, TIE_KEYS, TIE_WIDTH) = range(6)
"""A tie of the world: 1 for groups, 0 for a search along the ring; strata marked; words by place and round."""

# a book: what governs a place; and with the columns in the second line and those from B_NOTICE to B_CARRIES_OUT, what
# one of its layers says of its own entries --------------------------------------------------------------------------

(
    B_GOVERNS,  # 0 where ordinary law stands alone
    B_START_DAY, B_END_DAY, B_CONSENT,
    B_LAYERS, B_N_LAYERS,  # where the books of the layers stand
    B_COVERS_ALL,  # a bit for each layer
    B_SCORING, B_SCORE_START_DAY, B_SCORE_END_DAY,  # the layer that keeps score, as a bit, and its days
    B_SCORED, B_START, B_FLOOR, B_CEILING, B_HIGHER, B_RUNNING, B_DECAY_POINTS, B_DECAY_EVERY,
    B_RESTLESS,  # 1 when the score of somebody without entries moves from day to day
    B_TIERS, B_EDGES, B_TIER_ROWS, B_TAKE, B_TAKE_ROW, B_N_TAKE,
    B_ALIKE,  # by row of B_TAKE_ROW and act: the chance that it is taken where that is all that matters; -1: it is not
    B_ALONE_ROW,  # row of the response table of those who are governed, but by no layer that keeps score
    B_NO_SCHEME,  # row of that table where no scheme governs
    B_HARDER,  # rows of that table from somebody under no sanction to somebody under one; 0 where they answer alike
    B_LOUDER,  # the same for each step of others restricted around one
    B_EVADE,  # by row and act: the chance that one that was taken is done where no channel looks; -1: none is
    B_SURVIVORS,
    B_RULES, B_RULES_OF_ACT, B_MOST_RULES, B_CAPS, B_REPAIRS, B_N_REPAIRS,
    B_CONSEQUENCES, B_N_CONSEQUENCES, B_BY_SERVICE,
    B_TOUCHED,  # by service: a bit for each tier that a consequence names, ON_LISTS where one names lists; -1: ask anew
    B_NOTICE, B_REACH, B_NOTICE_DELAY,
    B_TOLD_IN,  # a bit for each tier into which one comes to be told; B_NOTICE is 0 then
    B_TELLS_LATEST,  # 1 where one is told of the latest entries alone
    B_OBJECTION, B_FROM_NOTICE, B_WINDOW, B_CARRIED_OUT_WITHIN, B_CARRIES_OUT, B_SUSPENDS, B_EVIDENCE,
    B_NEEDS_NOTICE,  # 1 where people object only to what a notice told them of
    B_REVIEW, B_REVIEW_WINDOW, B_REVIEW_CARRIED_OUT_WITHIN, B_REVIEW_CARRIES_OUT,
    # tables by the layers that score somebody and by day (`account.quiet`): how everybody without entries stands
    B_QUIET_SCORE, B_QUIET_TIER, B_QUIET_KEPT, B_QUIET_ROW, B_QUIET_BOUND, B_QUIET_RESTRICTED, B_QUIET_DAYS,
    B_QUIET_FIRST,  # by the layers alone
    B_TURNING_DAY,  # by day: the next day on which everybody's standing may change
    B_PUBLISHES,  # 1 when anything is published
    B_KEPT_ALONE,  # 1 where a standing follows from the running score alone: no rule lists or sets a tier
    B_PARTS, B_N_PARTS,  # subtotals of a sum, dimensions of an index
    B_REFRESH, B_WHOLE,  # days between two reckonings of an index (0: no index); what its dimensions give at most
    B_COPIES, B_N_COPIES,  # copies that are made of its lists
    B_LETTERS,  # how many records an entry can send at most, for all of them together
    B_COPY_CLAUSE,  # by copy of the trial: the rule under which it is entered here, or -1
    B_LISTS,
    B_LIST_ROWS,  # by list: the rows of its metrics, in the order of `layout.BY_LIST`
    B_LISTS_OF_TIER,  # by tier: a bit for each list on which everybody in the tier stands
    B_QUIET_LISTS, B_QUIET_FIRST_LISTED,  # by day; by list
    B_RATES, B_PRIOR,  # 1 where people rate each other; for how many ratings the start counts
    B_WEIGHTS,  # by tier: what a rating by somebody in it weighs
    B_TIED,  # 1 where a dimension of the index is made of ties
    B_WIDTH,
) = range(88)  # fmt: skip

# clauses of a book --------------------------------------------------------------------------------------------------

(
    R_POINTS, R_VALIDITY, R_LIST, R_LIST_TERM, R_OVERRIDE, R_OVERRIDE_TERM, R_ADVERSE, R_FROM_DAY, R_TO_DAY,
    R_REPEATS, R_WITHIN, R_STEP, R_LIMIT,
    R_MEMORY,  # days for which an entry counts in what later ones are worth
    R_CAP,  # where its cap stands, or -1
    R_CHANNELS, R_STRATA,  # where those that count are marked, or -1: all
    R_PUBLICATIONS, R_N_PUBLICATIONS,  # pairs: after how long, for how many days
    R_MET, R_MET_WITHIN, R_MET_TAKES,  # whether its entries end when the debt is met, within how many days, and after
    R_REPAIRED_LATER,  # 1 where a repair of its entries is carried out later than the deed
    R_PRESSES,  # 1 where its entries carry a sanction by themselves
    R_ONLY_LISTS,  # 1 where its entries do nothing but list, and end with their listing
    R_EXTEND, R_EXTEND_LEAST, R_EXTEND_SPAN,  # share of listings whose term is extended, or -1; by how many days
    R_PART,  # its subtotal; the number of subtotals where it belongs to none
    R_DISCRETION,  # how many points further, signed, the office may go
    R_TIED,  # 1 where its entries are rows that a tie brought
    R_BOOK, R_LAYER,  # where the book of its layer stands, and the layer as a bit
    R_WIDTH,
) = range(34)  # fmt: skip
(PART_START, PART_FLOOR, PART_CEILING, PART_WEIGHT, PART_TIED, PART_WIDTH) = range(6)
(CAP_POINTS, CAP_PER, CAP_RULES, CAP_FROM_DAY, CAP_WIDTH) = range(5)
(
    REPAIR_ACT, REPAIR_AFTER, REPAIR_RULES, REPAIR_BOOK, REPAIR_EVERY, REPAIR_WITHIN, REPAIR_TAKES, REPAIR_WIDTH,
) = range(8)  # fmt: skip
ASKS_CONSENT, ASKS_FILE = 1, 2
"""Bits of B_CONSENT: who is scored at all."""
(
    COPY_FROM, COPY_CODE, COPY_MISSED, COPY_MISLINKED, COPY_DUPLICATED, COPY_DELAY,
    COPY_DELETIONS,  # days, or -1: never
    COPY_NAME, COPY_TWICE,  # index among the copies of the trial, and that of one made twice
    COPY_TIE,  # where the tie stands along which it goes, or -1: through a register
    COPY_WIDTH,
) = range(11)  # fmt: skip
(C_EFFECT, C_SERVICE, C_FROM_DAY, C_TO_DAY, C_TIERS, C_LISTS, C_SHARE, C_AMOUNT, C_UNSCORED, C_WIDTH) = range(10)
ON_LISTS = 1 << 62
"""A bit of B_TOUCHED beyond those of tiers."""
REFUSED, BURDENED, FAVOURED = 3, 2, 1
"""What a consequence does to a request, from the weightiest; 0: nothing."""

LISTED, LISTINGS, DELISTINGS, FIRST_LISTED, LIST_METRICS = range(5)
"""Metrics of a list, in the order of `layout.BY_LIST`, and how many there are."""

# a line of a script, but for the records it delivers, which are mail ------------------------------------------------

(L_SUBJECT, L_DAY, L_WHAT, L_SERVICE, L_OF, L_REVERSED, L_WIDTH) = range(7)
ASKS, TOLD, OBJECTS, DECIDED, MET = range(5)
SCRIPTED = -1
"""Item number of a request in a script: no draw belongs to it, and a partial consequence always binds."""
UNSAID, MOST = script.UNSAID, script.MOST
"""What an office makes of its choice (`trial.script`): nothing is said, or as much as may be."""
FATE_WHEN, FATE_ACT, FATE_STRATUM = 27, 13, 1
"""A candidate in one number, so that sorting numbers sorts candidates by subject, day and item: where a happening has
what it is, and above, as `life` packs it << FATE_WHEN | act << FATE_ACT | stratum << FATE_STRATUM | whether it was
taken."""
WAS_TAKEN = 1

BY_NOTICE, BY_REFUSAL = 1, 2
"""Codes of `known_by` in the ledger."""

# how far a thread has come with a block in a window, and what it has no room for ------------------------------------

(
    N_BEGUN, N_HAPPENING, N_HAPPENINGS, N_NEXT_DUE, N_DUE, N_NEXT_WAKING, N_WAKING,
    N_FRESH, N_ARRIVED, N_MADE, N_TOLD,
    N_TOUCHED,  # 1 when something may have become of the entries of the subject who is played
    N_STIRRED,  # 1 when it may have become of those from before the window
    N_NEW, N_BEFORE_NEW,  # the first entry made in the window, and the one before it; or -1
    N_SENT, N_FILINGS, N_CHANGED, N_FATES, N_HELD, N_HELD_DAYS,
    N_SETTLED,  # candidates of the week that the scan settled, where somebody watches
    N_RATINGS,  # ratings given in the window
    N_HAPPENINGS_READ, N_DUE_READ, N_WAKING_READ,  # how far each list was read ahead
    N_READ,  # whatever was read ahead, so that it is read
    N_STARS, N_WEIGHTS,  # what arrives of ratings today
    N_WANTED_DUE, N_WANTED_WAKING, N_WANTED_RECORDS, N_WANTED_ENTRIES,
    N_WIDTH,
) = range(34)  # fmt: skip

# where a block lies, and how far its tables are filled --------------------------------------------------------------

(S_FIRST_ID, S_FIRST_NUMBER, S_PLACE, S_LIVES, S_COUNT, S_BOOK, S_ENTRIES, S_HOLDERS, S_PENDING, S_WIDTH) = range(10)

OWNER_SHIFT = 40
"""An entry and its owner in one number: id within the block << OWNER_SHIFT | position among the entries."""
