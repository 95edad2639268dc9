// What belongs to the screen alone and not to any record: what is being typed, where the page stands, which question
// the keyboard is on. Lost without harm.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "client/ui/scan_watch.h"
#include "client/ui/ui.h"
#include "client/ui/widgets/text_field.h"
#include "shared/base/secret_text.h"

namespace nuong::client {

struct EnrollState {
    bool filled_in = false;  // the fields have taken over what the view offers
    std::string server_url = {}, code = {}, device_name = {};
};

struct PinState {
    SecretText pin = {}, again = {};
    bool repeating = false;  // the first of two is chosen
    bool differs = false, too_short = false;
    bool focus = true;  // the field takes the keyboard once
};

struct RecoverState {
    bool filled_in = false;
    std::string server_url = {}, code = {};
};

struct HomeState {
    bool asks_discard = false;
};

struct ListState {  // of every screen with a search on top
    std::string query = {};
    bool filled_in = false, to_top = false;
    bool take_keys = false;  // the field takes the keyboard once
    bool asks_check = false;
};

// A text answer that is being typed.
struct AnswerBuffer {
    EditBuffer edit;
    ItemKind kind = ItemKind::text;
};

struct ItemsState {
    std::map<Path, AnswerBuffer> buffers;
    std::map<Path, EditBuffer> ages;      // typed in place of a year of birth ...
    int this_year = 0;                    // ... which is so many years before this one
    std::map<Path, EditBuffer> searches;  // of long choice lists
    Path current;                         // the question that is marked: digits answer it ...
    bool current_is_seen = false;         // ... while it is in sight
    bool current_is_coming = false;       // ... or has just been gone on to by a digit
    std::string digits;                   // typed by a hand, one answer each
    double digits_until = 0;              // then they are forgotten
    struct {                              // the field that is being typed into, as it was before this line
        Path path;
        std::string text;
        bool dirty = false;
    } typed_over;
    Path picking;       // the long choice list or the calendar that is open
    std::string month;  // of the calendar: "2026-03"
    Path open_line;     // of a table: the instance whose questions are shown
    struct {            // a line was asked for, where there were so many
        Path to;
        std::size_t lines = 0;
    } adding;
    Path scroll_to;         // brought into view in the next frame
    bool is_large = false;  // what is being drawn is the only question on the screen
    Path take_keys;         // the field that takes the keyboard once
};

struct FormState {
    ItemsState items;
    ScanWatch scan;
    int page = -1;
    bool turned_by_hand = false;  // the page that is about to change
    double deaf_until = 0;        // after a page that came by itself
    bool asks_discard = false;
    bool shows_problems = false;
};

struct ConflictState {
    ItemsState items;
    Value other;
    bool for_alike = false;  // what is decided goes for all that are alike
};

struct CaseloadState {
    UserId to;  // the colleague that is chosen; empty: nobody yet
};

struct ReviewState {
    std::string comment;  // for the worker of a record that is returned
};

struct PeriodState {
    std::string reason;  // of a lock, or of opening it again
    bool asks_lock = false, asks_reopen = false;
    std::string asks_unit;  // code of the one commune that it is asked for
};

// Days that are being chosen as the period of a report.
struct DaysState {
    bool filled_in = false;  // the fields have taken over what the view offers
    std::string from = {}, until = {};
    enum class Picking { none, from, until } picking = Picking::none;  // whose calendar is open
    std::string month = {};                                            // of it: "2026-03"
};

// Kept while a record or a chart of it is looked at: back goes to the same place.
struct ReportState {
    std::string report = {};
    DaysState days = {};
    std::vector<std::size_t> first = {};  // of each table, the first column that is shown beside its names
};

struct VersionsState {
    std::string note;  // of the version that is about to be frozen
    bool asks_freeze = false;
    std::uint32_t asks_step = 0;  // the version that is about to go a step on; 0: none
};

struct DifferenceState {
    std::vector<std::size_t> first = {};  // as in ReportState
};

struct NewCodeState {
    std::string code;  // that the district has given for a device that it does not recognise
};

struct HandOverState {
    std::string path, offered;  // what is typed; what the session offered when it was taken over
};

struct PadState {
    Drawing drawing;
    bool draws = false;  // the finger is down
};

struct CardState {
    std::string text;   // what the scanner is typing
    bool focus = true;  // the field takes the keyboard once
};

struct UiState {
    Ui ui;
    EnrollState enroll;
    PinState pin;
    RecoverState recover;
    HomeState home;
    ListState list;
    FormState form;
    ConflictState conflict;
    CaseloadState caseload;
    ReviewState review;
    PeriodState period;
    ReportState report;
    VersionsState versions;
    DifferenceState difference;
    NewCodeState new_code;
    HandOverState hand_over;
    CardState card;
    PadState pad;
    bool shows_help = false;
    std::string screen_key;         // which screen the state above belongs to
    bool focus_is_here = false;     // what the keyboard is on was drawn in the last frame
    Theme theme = Theme::standard;  // what `ui` wears
};

}  // namespace nuong::client
