// Instance: one record being filled. Answers go in, everything that follows from them is kept up to date: what is
// relevant, required, valid, calculated. Only what depends on an answer is looked at again, and no further than it
// changes. Paths are ids of the form with row keys after each repeat: "members/0190a3b2c4d5e6f7/age".
//
// An answer to a question that is hidden is kept, counts as blank everywhere, and comes back when the question does.
#pragma once
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "shared/forms/compile.h"
#include "shared/forms/edit_history.h"
#include "shared/forms/evaluate.h"

namespace nuong::forms {

enum class ErrorKind { none, required, constraint, not_in_list, type };
const char* name_of(ErrorKind kind);

// Why an answer is not accepted yet, in words that say what to do.
struct AnswerError {
    Path path;
    ErrorKind kind = ErrorKind::none;
    Message message;

    bool operator==(const AnswerError&) const = default;
};

struct AnswerWarning {
    Path path;
    Message message;

    bool operator==(const AnswerWarning&) const = default;
};

// One line of the form as it stands: a question, a group, a repeat, or a row of it (row_key set, node the repeat).
struct Item {
    Path path;
    int node = 0;
    int row = 0;  // in the table of the node; of a row item: in the repeat's own table
    int depth = 0;
    bool is_row = false;
    std::string row_key;
};

struct ChoiceView {
    std::string name;
    std::string label;

    bool operator==(const ChoiceView&) const = default;
};

struct ItemView {
    Path path;
    const Node* node = nullptr;
    bool is_relevant = true;
    bool is_required = false;
    bool is_readonly = false;
    Value answer;  // as given, also while hidden
    Value value;   // as it counts: blank while hidden, calculated where the form calculates
    std::string label;
    std::string hint, guidance;
    std::vector<ChoiceView> choices;
    std::optional<AnswerError> error;
    std::optional<AnswerWarning> warning;
};

class Instance final : private ValueSource {
public:
    // A new record: defaults are filled in.
    Instance(FormPointer form, Environment environment);
    // A record that exists: its answers as they are, no defaults. What the form does not know is kept.
    Instance(FormPointer form, Environment environment, const Fields& answers);

    const CompiledForm& form() const { return *form_; }
    const Environment& environment() const { return environment_; }

    // Refused when the value does not fit the type of the question; nothing is changed then. An answer that breaks a
    // constraint is taken and shown as an error: people correct while they go on.
    Status set(std::string_view path, const Value& value);
    Status clear(std::string_view path) { return set(path, Value()); }
    void load(const Fields& answers);  // many at once; what does not fit its type stays and is shown as a type error

    Result<std::string> add_row(std::string_view repeat);  // the key of the new row
    Status add_row(std::string_view repeat, std::string_view key);
    Status remove_row(std::string_view row);  // "members/<key>"

    // Takes the last edit back, or does it again: no rule runs a second time, answers become what they were. False when
    // there is none. The language and the day are no edits.
    bool undo();
    bool redo();
    bool can_undo() const { return history_.can_undo(); }
    bool can_redo() const { return history_.can_redo(); }
    // What was answered so far is where one begins: it is not taken back.
    void forget_edits() { history_ = {}; }
    // Every answer that the last set, add_row, remove_row, undo or redo changed, also those that the form set itself.
    const Edit& last_edit() const { return edit_; }

    void set_language(std::string language);
    void set_today(Date today);  // midnight passed while the form was open

    Fields answers() const;          // all that was answered, also what is hidden now: for drafts
    Fields answers_to_save() const;  // what counts: relevant answers, and calculated values of stored questions
    Fields values() const;           // effective values of all that has one, calculations too

    std::vector<Item> items() const;  // in the order of the form, hidden ones too
    std::optional<Item> find(std::string_view path) const;
    ItemView view(const Item& item) const;
    Value value(std::string_view path) const;
    bool is_relevant(const Item& item) const;

    bool is_valid() const { return error_count_ == 0; }
    std::vector<AnswerError> problems() const;
    std::vector<AnswerWarning> warnings() const;

    // Why it is as it is: property is "relevant", "valid", "required", "readonly", "value" or "choices".
    Message explain(std::string_view path, std::string_view property) const;

    bool evaluates_true(const Expression& expression) const;
    Value evaluate_value(const Expression& expression) const;

    std::uint64_t revision() const { return revision_; }        // rises with every visible change
    std::uint64_t evaluations() const { return evaluations_; }  // vertices computed so far

private:
    struct NodeState {
        Datum answer;
        Datum value;
        bool is_relevant = true, is_required = false, is_readonly = false, is_warned = false;
        ErrorKind error = ErrorKind::none;
        std::vector<std::uint32_t> choices;  // indices in the list, when the form filters it
        std::optional<Value> misfit;         // a loaded answer that does not fit its type
    };
    struct Offer {  // a choice that was looked up
        std::string name;
        TreeNode node;
        bool operator==(const Offer&) const = default;
    };
    using Offers = std::vector<Offer>;
    struct Row {
        std::string key;
        int parent = 0;
        int position = 1;
        bool is_relevant = true;
        bool is_live = true;
        std::vector<NodeState> nodes;
    };
    struct Table {
        std::vector<Row> rows;                   // a removed row stays as a gap, so that row numbers never move
        std::vector<std::vector<int>> children;  // by parent row: live rows in order
    };
    struct Task {
        int vertex;
        int row;
        bool operator>(const Task& other) const {
            return vertex != other.vertex ? vertex > other.vertex : row > other.row;
        }
    };
    struct Address {
        int node = -1;
        int row = 0;  // in the table of the node; for a row address, in the repeat's own table
        bool is_row = false;
    };

    // ValueSource
    const Datum& value(int node, int row) const override;
    int enclosing_row(Place place, int scope) const override;
    void rows_below(Place shared, int scope, std::vector<int>& rows) const override;
    int position(Place place) const override;
    bool is_row_relevant(Place place) const override;
    std::optional<std::string> offered_label(int node, int row, std::string_view code) const override;
    const FormDefinition* definition() const override { return &form_->definition; }

    NodeState& state(int node, int row);
    const NodeState& state(int node, int row) const;
    Table& table(int scope) { return tables_[static_cast<std::size_t>(form_->table_of(scope))]; }
    const Table& table(int scope) const { return tables_[static_cast<std::size_t>(form_->table_of(scope))]; }
    const Row& row_at(Place place) const { return table(place.scope).rows[static_cast<std::size_t>(place.row)]; }
    Evaluation evaluation(Place place) const {
        return {form_->definition, *this,   environment_,      place, nullptr, &form_->tables, {}, {},
                nullptr,           nullptr, last_record_.get()};
    }
    Datum computed(int expression, Place place) const;

    // rows (rows.cpp)
    std::optional<Address> address(std::string_view path) const;
    Path path_of(int node, int row) const;
    Path row_path(int repeat, int row) const;
    int make_row(int repeat, int parent, std::string key);
    int find_row(int repeat, int parent, std::string_view key) const;
    void drop_row(int repeat, int row);
    void renumber(int repeat, int parent, std::size_t from);
    void touch_row(int repeat, int row);
    struct Steps {  // a path cut at its row keys
        int node = -1;
        bool is_row = false;
        std::vector<std::pair<int, std::string>> keys;  // repeat, key
    };
    std::optional<Steps> steps_of(std::string_view path) const;
    void load_one(std::string_view path, const Value& value);
    Fields answers_in(int repeat, int row) const;  // of a row: its answers and those of the rows in it
    void note_row(int repeat, int row, const Value& before, const Value& after);
    void apply(const Edit& edit);
    void apply_row(std::string_view row, const Value& live);
    bool has_room(int repeat) const;  // for one more row
    std::string next_key(int repeat, int parent) const;
    void sort_rows();

    // recompute (recompute.cpp)
    void touch(int vertex, int row);
    void touch_readers(int vertex, int row);
    void compute_all();
    void settle();
    bool compute(const Vertex& vertex, int row);
    bool compute_flag(const Vertex& vertex, int row, bool NodeState::*flag);
    bool compute_value(const Vertex& vertex, int row);
    bool compute_valid(const Vertex& vertex, int row);
    bool compute_choices(const Vertex& vertex, int row);
    bool compute_itemset(const Vertex& vertex, int row);
    bool compute_count(const Vertex& vertex, int row);
    bool compute_row(const Vertex& vertex, int row);
    bool is_relevant_at(int relevance_vertex, int row) const;
    ErrorKind error_of(const Vertex& vertex, int row) const;
    bool offers(int node, int row, const NodeState& held) const;

    // what is looked up, and what the form does by itself (instance_actions.cpp)
    const Offers* offers_at(int node, int row) const;  // nullptr when choices are listed in the form
    bool ranks_all(int node, int row, const Datum& codes) const;
    void in_order_of(const Offers& offers, int node, Datum& codes) const;
    std::string label_of(const Offer& offer, int node, int row) const;
    void shuffle(std::vector<ChoiceView>& choices, int node, int row) const;
    void remember_last_record();
    void run_actions(unsigned event, int trigger, int row);  // trigger -1: whatever has that event
    void run_action(const ActionPlan& action, Place trigger);

    // answers (instance.cpp)
    Value answer_at(int node, int row) const;
    void collect_answers(int node, int row, Fields& fields) const;
    void give(int node, int row, Datum answer);  // and notes it as part of the edit
    void fill_defaults(int table, int row);
    void fill_default_expressions(int table, int row);
    void fill_metadata(int node, NodeState& held);
    Result<Datum> accepted(int node, const Value& value) const;
    static Datum coarse_place(const Datum& place, int places);
    template <class Visit>
    void each(Visit visit) const;  // every node in every live row, in the order of the form
    template <class Visit>
    void each_in(int row, int first, int last, Visit& visit) const;

    // views (view.cpp, explain.cpp)
    void list_items(int first, int last, int row, int depth, std::vector<Item>& items) const;
    std::string shown_text(const Label& label, const TextTemplate& cut, int node, int row,
                           std::string_view language) const;
    Message shown_message(const Label& label, const TextTemplate& cut, int node, int row) const;
    AnswerError error_at(int node, int row) const;
    Message explain_relevance(int node, int row) const;
    Message explain_error(int node, int row) const;
    Message explain_expression(int expression, Place place, bool only_what_fails) const;
    const Term& failing_part(const Expression& expression, Place place) const;

    FormPointer form_;
    Environment environment_;
    std::vector<Table> tables_;
    std::vector<Place> fresh_rows_;  // made by a count; their computed defaults wait until all is settled
    std::unordered_map<NodeNumber, Offers> offers_;  // by question and row
    std::shared_ptr<const Tree> last_record_;        // of environment_.last_saved, where the form walks over it
    EditHistory history_;
    Edit edit_;       // the last one, or the one that is being made
    Fields unknown_;  // answers of questions that this version of the form does not have
    std::priority_queue<Task, std::vector<Task>, std::greater<>> queue_;
    int error_count_ = 0;
    bool is_computed_ = false;
    std::uint64_t revision_ = 0;
    std::uint64_t evaluations_ = 0;
};

}  // namespace nuong::forms
