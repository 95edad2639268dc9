// What the screen shows of a form that is being filled, and of what lies above it to answer one of its questions:
// files, areas, a citizen card.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/view_parts.h"
#include "shared/model/value.h"

namespace nuong::client {

struct Photo;  // pictures/photo.h

enum class ItemKind {
    heading,  // of a group or of one repeat instance
    text,
    multiline,
    ascii,  // a code, phone or card number: Vietnamese typing stays off
    integer,
    decimal,
    date,              // ISO text
    partial_date,      // "1985", "1985-06" or "1985-06-30"
    point,             // latitude and longitude, "22.05 104.13"
    select_one,        // code
    select_multiple,   // codes separated by a space
    select_from_list,  // code; too many choices for buttons: typed search, FilterChoices
    note,
    acknowledge,
    calculated,  // shown is the text
    counter,     // value is the sum; AddToCounter counts on, an Answer is the sum that was typed
    add_repeat,  // one more instance of the repeat at path; shown says which ones there are
    record,      // another record; shown is its title. OpenPicker chooses one
    area,        // a place, by its code or in words; shown says it in full. OpenAreas chooses one
    file,        // shown says what it is, preview what is on it. OpenFiles chooses one
};

struct Choice {
    std::string code = {}, label = {};
    bool operator==(const Choice&) const = default;
};

// Whether a picture is made on the screen itself.
enum class ByHand { no, signature, sketch };

struct FormItem {
    Path path = {};
    ItemKind kind = ItemKind::text;
    std::string label = {}, hint = {};
    Value value = {};
    std::shared_ptr<const Photo> preview = {};  // file: of a picture that is here
    ByHand by_hand = ByHand::no;                // file: OpenPad makes it
    std::string shown = {};                     // calculated: its text; select_from_list: the label of the chosen code
    std::vector<Choice> choices = {};
    std::string choice_query = {};     // select_from_list: what the choices were filtered by
    std::int64_t choices_total = 0;    // select_from_list: how many fit, shown or not
    std::vector<Choice> missing = {};  // reasons a person may give for no answer: refused, unknown ...
    bool required = false, readonly = false, conflict = false, answered = false;
    bool removable = false;  // heading of a repeat instance
    Path repeat = {};        // the repeat that is shown as a table in which this stands; its add_repeat comes last
    Path question = {};      // in such a table: what is asked, whatever the instance; empty: no column of it
    std::string cell = {};   // ... and the answer in short
    Path together = {};      // the group that is shown whole with it: a table, or a list of fields
    Path table = {};         // the table that it is a line of: the same asked about many things
    std::string error = {}, warning = {};
    bool can_explain = false;     // Explain has something to say
    std::string why = {};         // not empty: the explanation that was asked for
    std::string why_hidden = {};  // not empty: shown folded as "hidden because ..."
    std::string unit = {};        // "người", "phút"
    bool birth_year = false;      // integer: an age says it too
    bool read_aloud = false;      // note: words to say to the person
    bool operator==(const FormItem&) const = default;
};

struct FormPage {
    std::string label = {};
    std::vector<FormItem> items = {};
    bool is_single = false;  // the last item is one question, large; what stands above it belongs to it
    bool operator==(const FormPage&) const = default;
};

struct ResultRow {
    std::string label = {}, score = {}, band = {}, advice = {};
    int band_level = 0;  // 0 none or incomplete, 1 low, 2 moderate, 3 high
    bool operator==(const ResultRow&) const = default;
};

// What a form came to and what follows from it, once all is answered.
struct FormOutcome {
    std::string title = {};
    std::vector<ResultRow> rows = {};
    std::vector<std::string> advice = {};  // what to do
    std::vector<std::string> words = {};   // to say to the person
    bool operator==(const FormOutcome&) const = default;
};

struct Problem {
    Path path = {};
    int page = 0;
    std::string text = {};
    bool operator==(const Problem&) const = default;
};

// Where a new record will belong; "" when that has not been chosen yet.
struct AreaOfForm {
    std::string text = {};
    bool operator==(const AreaOfForm&) const = default;
};

struct FormView {
    RecordId record = {};
    std::string title = {}, subject = {};  // "Sàng lọc ASSIST"; "Đặng Thị Hường, 1994"
    std::vector<FormPage> pages = {};
    int page = 0;
    int answered = 0, total = 0;
    std::string result_title = {};
    std::vector<ResultRow> results = {};          // shown on the last page
    bool can_submit = false;                      // submit is always offered; when false it leads to the first problem
    bool is_correction = false;                   // of a record that exists: nobody need turn all its pages
    std::vector<Problem> problems = {};           // what blocks the submit
    std::string saved_state = {};                 // "Đã lưu nháp lúc 10:42"
    std::optional<Restriction> restriction = {};  // of whom it is about; it stops nobody
    std::optional<Restriction> refused_consent = {};  // to what the form is for; the same
    std::optional<Restriction> locked_period = {};    // its day lies in a period that was handed in; the same
    std::vector<Row> alike = {};                      // who stands in the register already and may be meant; OpenRecord
    std::vector<std::string> changes = {};            // what is different since the draft was begun, until dismissed
    bool can_undo = false, can_redo = false;
    bool one_by_one = false;  // a page is one question, or one table; the last one is for looking back and submitting
    std::optional<AreaOfForm> area = {};  // OpenAreas changes it; nothing: there is no choice
    std::optional<bool> from_paper = {};  // TypeFromPaper changes it; nothing: not asked, or the record exists
    bool takes_card = false;              // OpenCard scans a citizen card for it
    int hidden = 0;                       // questions that are not asked now
    bool shows_hidden = false;
    Path focus = {};                // the question to begin at, when one comes back to the form
    std::string submit_label = {};  // empty: the usual word
    bool operator==(const FormView&) const = default;
};

struct FolderChoice {
    std::string folder = {}, name = {};
    bool is_stick = false, chosen = false;
    bool operator==(const FolderChoice&) const = default;
};

struct FileRow {
    std::string path = {}, name = {}, detail = {};
    bool is_folder = false;
    bool operator==(const FileRow&) const = default;
};

// Choosing the file that answers a question.
struct FilePickerView {
    std::string question = {}, folder = {};
    std::vector<FolderChoice> folders = {};  // where files usually are
    std::optional<std::string> above = {};   // the folder that this one lies in
    std::vector<FileRow> rows = {};
    std::string empty_text = {};  // shown instead of rows
    bool operator==(const FilePickerView&) const = default;
};

struct AreaRow {
    AreaCode area = {};
    std::string title = {}, detail = {};  // "Xã Nậm Xé"; of what was searched, where it lies
    std::vector<Badge> badges = {};       // until when it was in force
    bool has_below = false;               // a tap goes into it; else it chooses
    bool chosen = false;
    bool operator==(const AreaRow&) const = default;
};

struct AreaStep {
    AreaCode area = {};
    std::string title = {};
    bool operator==(const AreaStep&) const = default;
};

// Choosing an area.
struct AreaView {
    std::string question = {}, search_hint = {}, query = {};
    std::vector<AreaStep> above = {};   // the way back up, outermost first
    std::string inside = {};            // whose parts the rows are
    std::optional<Command> whole = {};  // choose that one
    std::vector<AreaRow> rows = {};
    std::optional<Command> as_words = {};  // what was typed, for a place that is in no list
    std::string empty_text = {};           // shown instead of rows
    bool operator==(const AreaView&) const = default;
};

// A sheet to sign or draw on.
struct PadView {
    Path path = {};
    std::string question = {};
    bool is_signature = false;
    bool operator==(const PadView&) const = default;
};

struct CardRow {
    std::string label = {}, value = {};
    std::string replaces = {};  // what stands in the form now and is another
    bool is_there = false;      // nothing to do
    bool operator==(const CardRow&) const = default;
};

// Scanning a citizen card: nothing yet, or what is wrong, or what was read and where it would go.
struct CardView {
    std::string problem = {};
    std::vector<std::string> doubts = {};
    std::vector<CardRow> rows = {};
    bool can_fill = false;
    bool operator==(const CardView&) const = default;
};

}  // namespace nuong::client
