#include "shared/forms/compile.h"

#include <algorithm>

#include "shared/forms/functions.h"
#include "shared/forms/graph.h"
#include "shared/forms/lint.h"
#include "shared/forms/parse_form.h"
#include "shared/forms/row_tree.h"
#include "shared/forms/xml_tree.h"

namespace nuong::forms {
namespace {

constexpr std::string_view formula_mark = "${=";  // in a text: the value of an expression, not only of a question

// Goes over the nodes once, turning what their author wrote into vertices and the reads between them.
class Compiler {
public:
    Compiler(CompiledForm& form, Problems& problems) : form_(form), graph_(form), problems_(problems) {}

    void run() {
        lay_out_tables();
        load_tables();
        for (int node = 0; node < count(); ++node) make_vertices(node);
        for (int node = 0; node < count(); ++node) read_expressions(node);
        for (int node = 0; node < count(); ++node) follow_structure(node);
        record_expressions();
        bind_actions();
        form_.reads_last_saved = form_.tables.contains(last_saved_table) ||
                                 std::any_of(form_.expressions.begin(), form_.expressions.end(), reads_last_saved);
        if (has_error(problems_)) return;
        graph_.rank(problems_);
        if (has_error(problems_)) return;
        form_.of_table.resize(form_.scopes.size());
        for (std::size_t i = 0; i < form_.vertices.size(); ++i)
            form_.of_table[static_cast<std::size_t>(form_.table_of(form_.vertices[i].scope))].push_back(
                static_cast<int>(i));
        infer_kinds();
    }

private:
    static bool reads_last_saved(const Expression& expression) {
        return std::any_of(expression.terms.begin(), expression.terms.end(),
                           [](const Term& term) { return term.op == Op::call && term.name == "last-saved"; });
    }

    static bool reads_clock(const Expression& expression) {
        return std::any_of(expression.terms.begin(), expression.terms.end(), [](const Term& term) {
            return term.op == Op::call && term.function && has(term.function->needs, Needs::clock | Needs::one_time);
        });
    }

    int count() const { return static_cast<int>(form_.definition.nodes.size()); }
    NodePlan& plan(int node) { return form_.plans[static_cast<std::size_t>(node)]; }
    const Node& node(int index) const { return form_.node(index); }

    void lay_out_tables() {
        form_.plans.resize(form_.definition.nodes.size());
        form_.scopes = {-1};
        form_.slots.resize(1);
        for (int i = 0; i < count(); ++i) {
            NodePlan& mine = plan(i);
            mine.table = form_.table_of(node(i).scope);
            auto& slots = form_.slots[static_cast<std::size_t>(mine.table)];
            mine.slot = static_cast<int>(slots.size());
            mine.cast = is_select(node(i).type) || is_container(node(i).type) ? Cast::none : cast_of(node(i).data_type);
            slots.push_back(i);
            if (is_select(node(i).type) || !node(i).list.empty()) {
                mine.list = form_.definition.list(node(i).list);
                mine.choice_numbers = &form_.choice_numbers[node(i).list];
            }
            if (node(i).type == FieldType::repeat) {
                mine.rows_table = static_cast<int>(form_.scopes.size());
                form_.scopes.push_back(i);
                form_.slots.emplace_back();
            }
        }
    }

    int add(int of, Property property, int scope) { return graph_.add({of, property, scope, -1, {}}); }

    void make_vertices(int i) {
        const Node& written = node(i);
        NodePlan& mine = plan(i);
        const int scope = written.scope;
        // Relevance is shared with the surroundings unless the node has a condition of its own.
        const int outer = written.parent < 0        ? -1
                          : written.parent == scope ? plan(scope).row
                                                    : plan(written.parent).relevance;
        mine.relevance = written.relevant.empty() || has_row_relevance(i) ? outer : add(i, Property::relevant, scope);
        if (outer >= 0 && mine.relevance != outer) graph_.read(mine.relevance, outer, scope);
        if (!is_container(written.type) && written.type != FieldType::note) mine.value = add(i, Property::value, scope);
        if (!written.required.empty()) mine.required = add(i, Property::required, scope);
        if (!written.readonly.empty()) mine.readonly = add(i, Property::readonly, scope);
        if (!written.choice_filter.empty() || written.itemset) mine.choices = add(i, Property::choices, scope);
        if (!written.warn.empty()) mine.warn = add(i, Property::warn, scope);
        if (is_stored(written.type) && !is_metadata(written.type)) mine.valid = add(i, Property::valid, scope);
        if (written.type == FieldType::repeat) make_repeat_vertices(i);
    }

    // In an ODK form the condition of a repeat is asked of each row; in ours of the repeat as a whole.
    bool has_row_relevance(int i) const {
        return form_.definition.is_imported && node(i).type == FieldType::repeat && !node(i).relevant.empty();
    }

    void make_repeat_vertices(int i) {
        NodePlan& mine = plan(i);
        mine.rows = add(i, Property::rows, node(i).scope);
        mine.position = add(i, Property::position, i);
        if (!node(i).repeat_count.empty()) mine.count = add(i, Property::count, node(i).scope);
        if (mine.relevance >= 0 || mine.count >= 0 || has_row_relevance(i)) mine.row = add(i, Property::row, i);
        if (mine.row < 0) return;
        if (mine.relevance >= 0) graph_.read(mine.row, mine.relevance, node(i).scope);
        if (mine.count < 0) return;
        graph_.read(mine.row, mine.count, node(i).scope);
        graph_.read(mine.row, mine.position, i);
    }

    void read_expressions(int i) {
        const Node& written = node(i);
        NodePlan& mine = plan(i);
        if (!written.relevant.empty())
            bind(has_row_relevance(i) ? mine.row : mine.relevance, written.relevant, written.path + ": relevant");
        if (mine.value >= 0 && !written.calculation.empty())
            bind(mine.value, written.calculation, written.path + ": calculation");
        if (mine.required >= 0) bind(mine.required, written.required, written.path + ": required");
        if (mine.readonly >= 0) bind(mine.readonly, written.readonly, written.path + ": readonly");
        if (written.itemset) bind_itemset(i);
        else if (mine.choices >= 0) {
            bind(mine.choices, written.choice_filter, written.path + ": choice_filter");
            index_filter(i);
        }
        if (mine.warn >= 0) bind(mine.warn, written.warn, written.path + ": warn");
        if (mine.count >= 0) bind(mine.count, written.repeat_count, written.path + ": repeat_count");
        if (mine.valid >= 0 && !written.constraint.empty())
            bind(mine.valid, written.constraint, written.path + ": constraint");
        if (written.default_is_expression)
            mine.default_expression =
                parse(written.default_value, {i, written.scope, false, true}, written.path + ": default");
        mine.label = text_template(written.label, i, ": label");
        mine.hint = text_template(written.hint, i, ": hint");
        mine.guidance = text_template(written.guidance, i, ": guidance_hint");
        if (const std::string& seed = written.parameter("seed"); !seed.empty() && is_select(written.type))
            mine.seed = parse(seed, {i, written.scope, false, true}, written.path + ": parameters");
        mine.constraint_message = text_template(written.constraint_message, i, ": constraint_message");
        mine.warn_message = text_template(written.warn_message, i, ": warn_message");
    }

    void bind_itemset(int i) {
        const Node& written = node(i);
        const std::string where = written.path + ": itemset";
        ItemsetPlan itemset;
        bind(plan(i).choices, written.itemset->nodes, where);
        itemset.nodes = graph_.vertex(plan(i).choices).expression;
        const Asking item{i, written.scope, false, false, true};
        itemset.value = parse(written.itemset->value, item, where);
        itemset.label = parse(written.itemset->label, item, where);
        for (const int expression : {itemset.value, itemset.label})
            if (expression >= 0)
                graph_.read_all(plan(i).choices, form_.expressions[static_cast<std::size_t>(expression)]);
        plan(i).itemset = itemset;
        if (itemset.nodes < 0) return;
        // Values and labels are in what was found: all that is below it counts as read.
        for (const Term& term : form_.expressions[static_cast<std::size_t>(itemset.nodes)].terms) {
            std::vector<int> found = term.reads;
            if (term.op == Op::reference && term.reference.node >= 0) found.push_back(term.reference.node);
            for (const int top : found)
                for (int inner = top + 1; inner < node(top).end; ++inner)
                    if (plan(inner).value >= 0) graph_.read(plan(i).choices, plan(inner).value, -1);
        }
    }

    void bind_actions() {
        for (const FormAction& action : form_.definition.actions) {
            const int trigger = form_.find(action.trigger), target = form_.find(action.target_path);
            if (target < 0) continue;
            const std::string where = action.target_path + ": setvalue";
            const int scope = trigger < 0                               ? -1
                              : node(trigger).type == FieldType::repeat ? trigger
                                                                        : node(trigger).scope;
            ActionPlan bound{action.events, trigger, -1, target, -1, action.value};
            bound.target = parse(action.target, {trigger, scope, false, true}, where);
            if (action.value_is_expression)
                bound.value = parse(action.value, {target, node(target).scope, false, true}, where);
            form_.actions.push_back(std::move(bound));
        }
    }

    void load_tables() {
        for (const Table& table : form_.definition.tables) {
            if (table.kind != TableKind::xml) {
                form_.tables.emplace(table.id, std::make_shared<RowTree>(table.kind, table.text));
                continue;
            }
            auto tree = XmlTree::parse(table.text, true);
            if (tree) form_.tables.emplace(table.id, std::move(*tree));
            else add_error(problems_, "instance(" + table.id + ")", tree.error().message.vi, tree.error().message.en);
        }
    }

    // What follows from being a question, without being written.
    void follow_structure(int i) {
        const int scope = node(i).scope;
        const NodePlan& mine = plan(i);
        if (mine.relevance >= 0 && mine.value >= 0) graph_.read(mine.value, mine.relevance, scope);
        for (const int check : {mine.valid, mine.warn}) {
            if (check < 0 || mine.value < 0) continue;
            graph_.read(check, mine.value, scope);
            if (mine.relevance >= 0) graph_.read(check, mine.relevance, scope);
        }
        if (mine.valid >= 0 && mine.required >= 0) graph_.read(mine.valid, mine.required, scope);
        if (mine.valid >= 0 && mine.choices >= 0) graph_.read(mine.valid, mine.choices, scope);
        if (mine.count < 0) return;
        graph_.before(mine.count, mine.rows);
        for (int inner = i + 1; inner < node(i).end; ++inner)  // a row must exist before anything in it is computed
            for (const int vertex : graph_.of_node(inner)) graph_.before(mine.count, vertex);
    }

    int parse(const std::string& source, const Asking& asking, const std::string& where) {
        auto parsed = parse_expression(source);
        if (const auto* error = std::get_if<SyntaxError>(&parsed)) {
            problems_.push_back({where, describe(*error, source), Severity::error});
            return -1;
        }
        Expression& expression = *std::get_if<Expression>(&parsed);
        if (!resolve_expression(expression, form_.definition, form_.names, asking, where, problems_)) return -1;
        form_.expressions.push_back(std::move(expression));
        places_.push_back(where);
        return static_cast<int>(form_.expressions.size()) - 1;
    }

    void bind(int vertex, const std::string& source, const std::string& where) {
        const Vertex& target = graph_.vertex(vertex);
        const Asking asking{target.node, target.scope, target.property == Property::choices, false};
        const int expression = parse(source, asking, where);
        if (expression < 0) return;
        graph_.vertex(vertex).expression = expression;
        graph_.read_all(vertex, form_.expressions[static_cast<std::size_t>(expression)]);
    }

    // Looks for `column = value` among what must all hold; the value must not depend on the choice.
    void index_filter(int i) {
        NodePlan& mine = plan(i);
        const int bound = graph_.vertex(mine.choices).expression;
        if (bound < 0 || !mine.list) return;
        const Expression& filter = form_.expressions[static_cast<std::size_t>(bound)];
        std::vector<std::uint32_t> conjuncts{filter.root};
        while (!conjuncts.empty()) {
            const Term& term = filter.terms[conjuncts.back()];
            conjuncts.pop_back();
            if (term.op == Op::both) conjuncts.insert(conjuncts.end(), term.arguments.begin(), term.arguments.end());
            if (term.op != Op::equal) continue;
            for (const std::size_t side : {0u, 1u}) {
                const Term& column = filter.terms[term.arguments[side]];
                const std::uint32_t key = term.arguments[1 - side];
                if (column.op != Op::column || column.name == "label" || !is_free_of_choice(filter, key)) continue;
                mine.filter_index = &column_index(*mine.list, column.name);
                mine.filter_key = key;
                return;
            }
        }
    }

    static bool is_free_of_choice(const Expression& filter, std::uint32_t term) {
        const Term& top = filter.terms[term];
        if (top.op == Op::column || top.op == Op::join_sets || (top.op == Op::reference && top.reference.is_many))
            return false;
        for (const std::uint32_t argument : top.arguments)
            if (!is_free_of_choice(filter, argument)) return false;
        return true;
    }

    const ColumnIndex& column_index(const ChoiceList& list, const std::string& column) {
        const auto [at, is_new] = form_.column_indexes.try_emplace({list.name, column});
        if (is_new)
            for (std::size_t i = 0; i < list.choices.size(); ++i)
                at->second[list.choices[i].column(column)].push_back(static_cast<std::uint32_t>(i));
        return at->second;
    }

    TextTemplate text_template(const Label& label, int i, const char* what) {
        TextTemplate cut;
        for (const auto& [language, text] : label.texts) {
            if (text.find("${") == std::string::npos || text.empty()) continue;
            cut.emplace(language, pieces_of(text, i, node(i).path + what));
        }
        return cut;
    }

    std::vector<TextPiece> pieces_of(const std::string& text, int i, const std::string& where) {
        std::vector<TextPiece> pieces;
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t mark = text.find("${", from);
            const std::size_t end = mark == std::string::npos ? mark : text.find('}', mark);
            if (end == std::string::npos) {
                pieces.push_back({text.substr(from), -1});
                break;
            }
            if (mark > from) pieces.push_back({text.substr(from, mark - from), -1});
            const bool is_formula = text.compare(mark, formula_mark.size(), formula_mark) == 0;
            const std::string source = is_formula
                                           ? text.substr(mark + formula_mark.size(), end - mark - formula_mark.size())
                                           : text.substr(mark, end + 1 - mark);
            pieces.push_back({"", parse(source, {i, node(i).scope, false, false}, where)});
            from = end + 1;
        }
        return pieces;
    }

    void record_expressions() {
        const std::string& name = form_.definition.settings.instance_name;
        if (!name.empty()) form_.instance_name = parse(name, {}, "settings: instance_name");
        const std::string& due = form_.definition.settings.due;
        if (!due.empty()) form_.due = parse(due, {}, "settings: due");
        const std::string& restricted = form_.definition.settings.restricted;
        if (restricted.empty()) return;
        form_.restricted = parse(restricted, {}, "settings: restricted");
        if (form_.restricted >= 0 && reads_clock(form_.expressions[static_cast<std::size_t>(form_.restricted)]))
            add_error(problems_, "settings: restricted",
                      "Không được phụ thuộc vào ngày hôm nay: hạn chế chỉ hết khi có người ghi là hết.",
                      "Must not depend on the day: a restriction ends only when a person says so.");
    }

    // In rank order, so that a calculation is known before those that use it.
    void infer_kinds() {
        form_.kinds.resize(form_.definition.nodes.size());
        for (int i = 0; i < count(); ++i)
            form_.kinds[static_cast<std::size_t>(i)] =
                node(i).type == FieldType::calculate || (!form_.definition.is_imported && !node(i).data_type.empty())
                    ? Kind::any
                    : kind_of(node(i).type);
        std::vector<bool> done(form_.expressions.size());
        const auto check = [&](int expression) {
            const auto index = static_cast<std::size_t>(expression);
            if (expression < 0 || done[index]) return Kind::any;
            done[index] = true;
            check_kinds(form_.expressions[index], form_.definition, form_.kinds, places_[index], problems_);
            return form_.expressions[index].top().kind;
        };
        for (const Vertex& vertex : form_.vertices) {
            const Kind kind = check(vertex.expression);
            if (vertex.expression < 0) continue;
            if (vertex.property == Property::value && node(vertex.node).type == FieldType::calculate)
                form_.kinds[static_cast<std::size_t>(vertex.node)] = kind == Kind::rows ? Kind::any : kind;
            else if (vertex.property != Property::value && vertex.property != Property::count)
                check_condition(vertex.expression, kind);
        }
        if (form_.restricted >= 0) check_condition(form_.restricted, check(form_.restricted));
        for (std::size_t i = 0; i < form_.expressions.size(); ++i) check(static_cast<int>(i));
    }

    void check_condition(int expression, Kind kind) {
        if (form_.definition.is_imported || (kind != Kind::text && kind != Kind::date)) return;
        add_error(problems_, places_[static_cast<std::size_t>(expression)],
                  "Ở đây cần một điều kiện đúng hoặc sai, không phải một giá trị.",
                  "A condition that is true or false is needed here, not a value.");
    }

    CompiledForm& form_;
    Graph graph_;
    Problems& problems_;
    std::vector<std::string> places_;  // where each expression stands
};

}  // namespace

const char* name_of(Property property) {
    switch (property) {
        case Property::value: return "value";
        case Property::relevant: return "relevant";
        case Property::readonly: return "readonly";
        case Property::required: return "required";
        case Property::valid: return "valid";
        case Property::warn: return "warn";
        case Property::choices: return "choices";
        case Property::count: return "count";
        case Property::rows: return "rows";
        case Property::position: return "position";
        case Property::row: return "row";
        case Property::clock: return "clock";
        case Property::language: return "language";
    }
    return "value";
}

CompiledForm::CompiledForm(FormDefinition form) : definition(std::move(form)), names(definition) {
    definition.node_index = NodeIndex(definition.nodes);
    for (const ChoiceList& list : definition.lists) {
        auto& numbers = choice_numbers[list.name];
        for (std::size_t i = 0; i < list.choices.size(); ++i)
            numbers.emplace(list.choices[i].name, static_cast<std::uint32_t>(i));
    }
}

Compiled compile_form(FormDefinition definition) {
    Compiled compiled;
    auto form = std::make_shared<CompiledForm>(std::move(definition));
    Compiler(*form, compiled.problems).run();
    if (has_error(compiled.problems)) return compiled;
    lint(*form, compiled.problems);
    compiled.form = std::move(form);
    return compiled;
}

Compiled compile_package(std::string_view json) {
    ParsedForm parsed = parse_form(json);
    if (!parsed) return {nullptr, std::move(parsed.problems)};
    Compiled compiled = compile_form(std::move(*parsed.definition));
    compiled.problems.insert(compiled.problems.begin(), parsed.problems.begin(), parsed.problems.end());
    return compiled;
}

Result<Expression> compile_expression(const CompiledForm& form, std::string_view source) {
    auto parsed = parse_expression(source);
    if (const auto* error = std::get_if<SyntaxError>(&parsed))
        return Error{ErrorCode::invalid, describe(*error, source)};
    Expression& expression = *std::get_if<Expression>(&parsed);
    Problems problems;
    if (resolve_expression(expression, form.definition, form.names, {-1, -1, false, true}, "", problems))
        check_kinds(expression, form.definition, form.kinds, "", problems);
    for (const Problem& problem : problems)
        if (problem.severity == Severity::error) return Error{ErrorCode::invalid, problem.message};
    return std::move(expression);
}

}  // namespace nuong::forms
