#include "shared/forms/lint.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "shared/forms/possible_answers.h"
#include "shared/forms/row_tree.h"
#include "shared/forms/words.h"

namespace nuong::forms {
namespace {

constexpr int passes_max = 8;  // a question that is never asked may silence others; chains are short
constexpr std::size_t named_max = 5;

class Linter {
public:
    Linter(const CompiledForm& form, Problems& problems)
        : form_(form), problems_(problems), never_asked_(form.definition.nodes.size()) {}

    void run() {
        find_never_asked();
        for (int node = 0; node < count(); ++node) {
            if (!never_asked_[static_cast<std::size_t>(node)]) check_constraint(node);
            check_filter(node);
        }
        find_unused_lists();
        check_lookups();
    }

private:
    int count() const { return static_cast<int>(form_.definition.nodes.size()); }
    const Node& node(int index) const { return form_.node(index); }

    const Expression* expression_of(int vertex, int of, Property property) const {
        if (vertex < 0) return nullptr;
        const Vertex& found = form_.vertices[static_cast<std::size_t>(vertex)];
        if (found.node != of || found.property != property || found.expression < 0) return nullptr;
        return &form_.expressions[static_cast<std::size_t>(found.expression)];
    }

    const Expression* relevance(int of) const {
        const NodePlan& plan = form_.plan(of);
        if (const Expression* own = expression_of(plan.relevance, of, Property::relevant)) return own;
        return expression_of(plan.row, of, Property::row);
    }

    void warn(const std::string& where, std::string vi, std::string en) {
        add_warning(problems_, where, std::move(vi), std::move(en));
    }

    // Together with what is around it, because a group's condition holds for all inside.
    bool can_be_asked(int of) const {
        PossibleAnswers answers(form_, never_asked_);
        for (int at = of; at >= 0; at = node(at).parent)
            if (const Expression* condition = relevance(at); condition && !answers.require(*condition)) return false;
        return true;
    }

    void find_never_asked() {
        std::vector<int> found;
        for (int pass = 0; pass < passes_max; ++pass) {
            const std::size_t before = found.size();
            for (int at = 0; at < count(); ++at) {
                if (never_asked_[static_cast<std::size_t>(at)] || can_be_asked(at)) continue;
                found.push_back(at);
                for (int inner = at; inner < node(at).end; ++inner)
                    never_asked_[static_cast<std::size_t>(inner)] = true;
            }
            if (found.size() == before) break;
        }
        std::sort(found.begin(), found.end());
        for (const int at : found) {
            if (form_.definition.is_imported && node(at).relevant == "false()") continue;  // on purpose: a way to keep
            const Expression* own = relevance(at);
            const std::string vi = own ? in_words(form_, *own, own->top(), "vi") : "";
            const std::string en = own ? in_words(form_, *own, own->top(), "en") : "";
            warn(node(at).path + ": relevant",
                 "Câu này không bao giờ được hỏi, vì điều này không thể đúng: " + vi + ".",
                 "This is never asked, because this cannot be true: " + en + ".");
        }
    }

    void check_constraint(int of) {
        const Expression* rule = expression_of(form_.plan(of).valid, of, Property::valid);
        if (!rule) return;
        PossibleAnswers answers(form_, never_asked_, of);
        if (!answers.require(*rule))
            warn(node(of).path + ": constraint", "Không câu trả lời nào thỏa điều kiện này.",
                 "No answer can meet this condition.");
    }

    void check_filter(int of) {
        const NodePlan& plan = form_.plan(of);
        const Expression* filter = expression_of(plan.choices, of, Property::choices);
        if (!filter || !plan.list || plan.itemset) return;
        std::vector<const Term*> open{&filter->top()};
        while (!open.empty()) {
            const Term& term = *open.back();
            open.pop_back();
            const auto argument = [&](std::size_t i) { return &filter->terms[term.arguments[i]]; };
            if (term.op == Op::both) open.insert(open.end(), {argument(1), argument(0)});
            if (term.op != Op::equal) continue;
            const bool column_first = argument(0)->op == Op::column;
            if (argument(column_first ? 0 : 1)->op == Op::column)
                check_match(of, *argument(column_first ? 0 : 1), *argument(column_first ? 1 : 0));
        }
    }

    // `column = value`: is there a choice with such a value?
    void check_match(int of, const Term& column, const Term& value) {
        const ChoiceList& list = *form_.plan(of).list;
        const std::string where = node(of).path + ": choice_filter";
        std::unordered_set<std::string_view> there;
        for (const Choice& choice : list.choices)
            if (const std::string& text = choice.column(column.name); !text.empty()) there.insert(text);
        if (there.empty())
            return warn(
                where,
                "Danh sách \"" + node(of).list + "\" không có cột \"" + column.name + "\": sẽ không còn lựa chọn nào.",
                "The list \"" + node(of).list + "\" has no column \"" + column.name + "\": no choice is ever left.");
        if (value.op == Op::constant) {
            const std::string wanted = text_of(value.constant);
            if (!wanted.empty() && !there.contains(wanted))
                warn(where, "Không lựa chọn nào có " + column.name + " = \"" + wanted + "\".",
                     "No choice has " + column.name + " = \"" + wanted + "\".");
            return;
        }
        if (value.op != Op::reference || value.reference.is_many || value.reference.node < 0) return;
        const ChoiceList* asked = form_.plan(value.reference.node).list;
        if (!asked || node(value.reference.node).type != FieldType::select_one) return;
        std::string missing;
        std::size_t how_many = 0;
        for (const Choice& choice : asked->choices)
            if (!there.contains(choice.name) && ++how_many <= named_max)
                missing += (missing.empty() ? "" : ", ") + choice.name;
        if (how_many == asked->choices.size())
            return warn(where,
                        "Bộ lọc không bao giờ khớp: không lựa chọn nào có " + column.name +
                            " bằng một câu trả lời của " + node(value.reference.node).name + ".",
                        "The filter never matches: no choice has a " + column.name + " that " +
                            node(value.reference.node).name + " can be.");
        if (how_many > 0)
            warn(where,
                 "Không còn lựa chọn nào khi " + node(value.reference.node).name + " là: " + missing +
                     (how_many > named_max ? " …" : "") + ".",
                 "No choice is left when " + node(value.reference.node).name + " is: " + missing +
                     (how_many > named_max ? " …" : "") + ".");
    }

    void find_unused_lists() {
        if (form_.definition.is_imported) return;
        std::set<std::string_view> used;
        for (const Node& each : form_.definition.nodes) used.insert(each.list);
        for (const ChoiceList& list : form_.definition.lists)
            if (!used.contains(list.name))
                warn("choices/" + list.name, "Không câu hỏi nào dùng danh sách này.", "No question uses this list.");
    }

    // pulldata('villages', 'district', 'code', …): the columns must be there, and a key should stand once.
    void check_lookups() {
        std::set<std::string> told;
        for (const Expression& expression : form_.expressions)
            for (const Term& term : expression.terms) {
                if (term.op != Op::call || term.name != "pulldata" || term.arguments.size() != 4) continue;
                std::string words[3];
                bool all_constant = true;
                for (std::size_t i = 0; i < 3; ++i) {
                    const Term& argument = expression.terms[term.arguments[i]];
                    all_constant = all_constant && argument.op == Op::constant;
                    words[i] = text_of(argument.constant);
                }
                if (all_constant && told.insert(words[0] + "\n" + words[1] + "\n" + words[2]).second)
                    check_lookup(expression, words[0], words[1], words[2]);
            }
    }

    void check_lookup(const Expression& expression, const std::string& id, const std::string& wanted,
                      const std::string& key) {
        const std::string where = expression.asking < 0 ? "survey" : node(expression.asking).path;
        const auto& tables = form_.definition.tables;
        const auto table = std::find_if(tables.begin(), tables.end(), [&](const Table& each) { return each.id == id; });
        if (table == tables.end())
            return warn(where, "Biểu mẫu không kèm bảng \"" + id + "\": tra cứu sẽ luôn trống.",
                        "The table \"" + id + "\" does not come with the form: the lookup is always blank.");
        const auto* tree = dynamic_cast<const RowTree*>(form_.tables.find(id)->second.get());
        if (!tree) return;
        const RowTable* rows = &tree->table();  // read once: the form will look things up in it
        for (const std::string& column : {wanted, key})
            if (rows->column(column) == rows->columns.size())
                return warn(where, "Bảng \"" + id + "\" không có cột \"" + column + "\": tra cứu sẽ luôn trống.",
                            "The table \"" + id + "\" has no column \"" + column + "\": the lookup is always blank.");
        std::unordered_set<std::string_view> keys;
        keys.reserve(rows->row_count());
        const std::size_t column = rows->column(key);
        for (std::size_t row = 0; row < rows->row_count(); ++row)
            if (const std::string& value = rows->cell(row, column); !keys.insert(value).second)
                return warn(where,
                            "Trong bảng \"" + id + "\", " + key + " = \"" + value +
                                "\" đứng nhiều lần; chỉ dòng đầu được dùng.",
                            "In the table \"" + id + "\", " + key + " = \"" + value +
                                "\" stands several times; only the first row is used.");
    }

    const CompiledForm& form_;
    Problems& problems_;
    std::vector<bool> never_asked_;
};

}  // namespace

void lint(const CompiledForm& form, Problems& problems) { Linter(form, problems).run(); }

}  // namespace nuong::forms
