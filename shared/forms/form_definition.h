// FormDefinition: one version of one form as its author wrote it. Immutable once parsed; expressions are still text
// here (see compile.h). Nodes stand in preorder, so a group's descendants are the range (index, end).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/forms/node_index.h"
#include "shared/forms/row_table.h"
#include "shared/merge/policy.h"
#include "shared/model/value.h"

namespace nuong::forms {

// A text in the languages that the form speaks: "vi" -> "Họ và tên".
struct Label {
    std::map<std::string, std::string, std::less<>> texts;

    bool empty() const { return texts.empty(); }
    // The text in `language`, else in `fallback`, else in any; "" when there is none.
    const std::string& in(std::string_view language, std::string_view fallback) const;
    bool operator==(const Label&) const = default;
};

enum class FieldType {
    text,
    integer,
    decimal,
    date,
    select_one,
    select_multiple,
    note,
    calculate,
    acknowledge,
    hidden,
    record_ref,
    start,
    end,
    today,
    username,
    deviceid,  // facts about the filling itself
    group,
    repeat,
};
const char* name_of(FieldType type);
inline bool is_container(FieldType type) { return type == FieldType::group || type == FieldType::repeat; }
inline bool is_select(FieldType type) { return type == FieldType::select_one || type == FieldType::select_multiple; }
inline bool is_metadata(FieldType type) { return type >= FieldType::start && type <= FieldType::deviceid; }
// A person sees it and may have to answer it.
inline bool is_asked(FieldType type) {
    return !is_container(type) && !is_metadata(type) && type != FieldType::note && type != FieldType::calculate &&
           type != FieldType::hidden;
}
// It holds something that is stored in the record. Calculated values are stored by nobody: every node computes them.
inline bool is_stored(FieldType type) {
    return !is_container(type) && type != FieldType::note && type != FieldType::calculate;
}

// Names of files by what they are ("image", "audio", "video", "big-image"), one per language.
using Media = std::map<std::string, Label, std::less<>>;

// How much of the form is one register when two people edit apart.
enum class MergeUnit { field, group, record };

// Decides who may see it and what an export masks.
enum class Sensitivity { open, identifying, health, special };
const char* name_of(Sensitivity sensitivity);

// Choices that are looked up instead of listed: the nodes of a path, each with a value and a label.
struct Itemset {
    std::string nodes;         // expression, from the question
    std::string value, label;  // expressions, from each of the nodes

    bool operator==(const Itemset&) const = default;
};

struct Node {
    Path id;           // stable across versions and unique; the register path in a record. Default: path
    std::string name;  // last part of the path, as expressions say it
    Path path;         // "group/name"
    FieldType type = FieldType::text;
    int parent = -1;  // index of the group or repeat around it; -1 at the top
    int end = 0;      // one past its last descendant
    int scope = -1;   // index of the nearest repeat around it; -1 = once per record
    Label label, hint, guidance, constraint_message, required_message, warn_message;
    std::string relevant, constraint, required, readonly, calculation, choice_filter, repeat_count, warn;
    std::string default_value;
    bool default_is_expression = false;
    std::string appearance;
    Media media;                                                  // shown or played with the question
    std::vector<std::pair<std::string, std::string>> parameters;  // as written, sorted by name
    std::string list;                  // choice list of a select; of a calculation: words for the codes it gives
    std::string form;                  // form that a record_ref points to
    std::vector<std::string> missing;  // reasons for having no answer that may be chosen: "refused", "unknown" ...
    MergeUnit merge = MergeUnit::field;
    Policy policy = Policy::latest;
    Sensitivity sensitivity = Sensitivity::open;
    std::optional<int> places;  // of a geopoint: decimals of a degree that are kept
    std::string data_type;      // what its answers must be beyond its type: "time", "geopoint", of ODK forms "int" …
    std::string control;        // how it is asked: "range", "rank", "upload", of ODK forms "input", "select1" …
    std::optional<Itemset> itemset;
    int rows_at_start = 0;  // of a repeat: how many rows there are before anybody adds one
    std::string save_to;    // property of the entity that it is saved to

    const std::string& parameter(std::string_view parameter_name) const;  // "" when it is not given
    bool operator==(const Node&) const = default;
};

struct Choice {
    std::string name;
    Label label;
    Media media;
    std::vector<std::pair<std::string, std::string>> columns;  // extra columns, for choice_filter

    const std::string& column(std::string_view column_name) const;  // "" when absent; "name" is the name
    bool operator==(const Choice&) const = default;
};

struct ChoiceList {
    std::string name;
    std::vector<Choice> choices;
    bool has_duplicates = false;  // one name may stand several times, told apart by the filter
    bool is_of_table = false;     // its choices are the rows of a table

    const Choice* find(std::string_view choice_name) const;
    bool operator==(const ChoiceList&) const = default;
};

// "event": immutable once submitted, corrected by a new record. "register": long-lived, edited for years.
enum class FormKind { event, long_lived };

// What becomes of a record when the person it is about asks to be erased.
enum class Erasure {
    on_request,   // it goes
    kept_by_law,  // a duty of the law to keep it stands above: it stays, and whom it is about stays as well
    with_person,  // it goes when that person goes, and stays as long as something else keeps that person here
};

struct FormSettings {
    std::string instance_name;  // expression: how a record is called in lists
    bool merges_whole = false;  // settings.merge = "record": all answers are one register
    FormKind kind = FormKind::long_lived;
    std::string due;                // expression: the day on which somebody has to come back to a record; blank = done
    std::vector<Path> search;       // fields by which a record is found
    std::vector<Path> same_person;  // fields by which two records may be seen to mean one person (likeness.h)
    // What a scanned citizen card answers: a part of it -> a question (card_answers.h).
    std::vector<std::pair<std::string, std::string>> citizen_card;
    Path subject;                 // the record_ref that says which person it is about; "" = none
    Path consents;                // the repeat of what the person has consented to, for which purpose (consents.h)
    std::string consent_purpose;  // the one for which this form is filled; "" = none
    Erasure erasure = Erasure::on_request;
    std::string restricted;            // expression: its data, and whom they are of, may only be kept (restriction.h)
    std::uint32_t retention_days = 0;  // after their last change records are erased by themselves; 0: never
    std::string style;                 // XLSForm's words and "one-question": how it is shown by preference
    bool allows_duplicate_choices = false;

    bool operator==(const FormSettings&) const = default;
};

// A table that came with the form, to look things up in: instance('villages').
struct Table {
    std::string id;
    TableKind kind = TableKind::csv;
    std::string text;  // of the file, as it is

    bool operator==(const Table&) const = default;
};

// Something that a form does by itself at a moment: it sets a question.
struct FormAction {
    enum Event : unsigned { first_load = 1, load = 2, new_row = 4, changed = 8 };
    unsigned events = 0;
    Path trigger;        // of `changed` the question, of `new_row` the repeat; by path
    std::string target;  // expression, from the trigger: which questions are set
    Path target_path;    // the question it means, rows apart; the value is computed there
    std::string value;
    bool value_is_expression = false;

    bool operator==(const FormAction&) const = default;
};

// What an ODK form makes of a record on its server. Kept as written; nothing here acts on it yet.
struct EntityDeclaration {
    Path group;  // the group or repeat that it describes
    std::string dataset, create_if, update_if, entity_id, label;

    bool operator==(const EntityDeclaration&) const = default;
};

// What must hold at one moment of a test.
struct TestExpectation {
    std::vector<std::pair<Path, Value>> expect;
    std::vector<std::pair<Path, bool>> relevant;
    std::optional<bool> valid;
    std::optional<std::vector<Path>> errors, warnings;
    std::vector<std::pair<Path, std::vector<std::string>>> choices;  // codes that are offered
    std::vector<std::pair<Path, std::string>> labels;                // in the language of that moment

    bool operator==(const TestExpectation&) const = default;
};

// What a person does in a test, and what must hold then. Rows are named by their place: "members/2/age".
struct TestStep {
    std::vector<std::pair<Path, Value>> set;
    Path add_row, remove_row;
    std::string language;
    std::optional<Date> today;
    TestExpectation then;

    bool operator==(const TestStep&) const = default;
};

// A test that lives inside the form and runs at every publish.
struct FormTest {
    std::string name;
    std::optional<Date> today;
    std::string answers;  // nested JSON text: groups are objects, repeats arrays
    TestExpectation then;
    std::vector<TestStep> steps;  // after the answers, one after the other

    bool operator==(const FormTest&) const = default;
};

struct FormDefinition {
    FormId id;
    std::uint32_t version = 0;
    Label title;
    std::string default_language = "vi";
    std::string root_name = "data";      // what the record is called in paths: /data/group/question
    std::vector<std::string> languages;  // every language that some text is written in; the default first
    FormSettings settings;
    std::vector<Node> nodes;
    NodeIndex node_index;           // made when the form is compiled; before that find() looks at one after the other
    std::vector<ChoiceList> lists;  // sorted by name
    std::vector<FormTest> tests;
    std::vector<Table> tables;  // of instance(id)
    std::vector<FormAction> actions;
    std::vector<EntityDeclaration> entities;
    Fields first_rows;                                // rows that a new record begins with, and what stands in them
    std::map<std::string, Label, std::less<>> texts;  // by id, for jr:itext()
    // Made elsewhere (an ODK form): it runs as ODK runs it, so what is an error in our own forms is a warning here.
    bool is_imported = false;

    const ChoiceList* list(std::string_view name) const;
    const Node* find(std::string_view id_or_path) const;  // without row keys
    bool speaks(std::string_view language) const;
    const std::string& language_for(const std::string& reader) const;  // the reader's own, or else the default one

    bool operator==(const FormDefinition&) const = default;
};

// "members/0190a3/age" -> "members/age": the id of the question that a path of a record means.
Path without_row_keys(const FormDefinition& form, std::string_view path);

// For a person: Vietnamese and English of a label, each falling back to the form's default language.
Message message_of(const Label& label, std::string_view default_language);

}  // namespace nuong::forms
