#include "shared/forms/resolve.h"

#include <algorithm>
#include <numeric>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

const Node& at(const FormDefinition& form, int node) { return form.nodes[static_cast<std::size_t>(node)]; }

bool ends_with_path(std::string_view path, std::string_view tail) {
    return path == tail ||
           (path.size() > tail.size() && path.ends_with(tail) && path[path.size() - tail.size() - 1] == '/');
}

// How many groups lie between `asking` and the nearest one that holds both: siblings are nearer than cousins.
int distance(const FormDefinition& form, int asking, int node) {
    int steps = 0;
    for (int around = asking; around >= 0; around = at(form, around).parent, ++steps)
        if (node >= around && node < at(form, around).end) return steps;
    return steps;
}

class Resolver {
public:
    Resolver(Expression& expression, const FormDefinition& form, const NameTable& names, const Asking& asking,
             const std::string& where, Problems& problems)
        : expression_(expression), form_(form), names_(names), asking_(asking), where_(where), problems_(problems) {}

    bool run() {
        for (Term& term : expression_.terms) {
            if (term.op == Op::path) bind_path(term);
            else if (term.op == Op::call) bind_call(term);
        }
        check_groups();
        return !failed_;
    }

private:
    void fail(const Term& term, std::string vi, std::string en) {
        const Message message = describe({term.at, {std::move(vi), std::move(en)}}, expression_.source);
        problems_.push_back({where_, message, Severity::error});
        failed_ = true;
    }

    void bind(Term& term, int node) {
        term.op = Op::reference;
        term.reference.node = node;
        const Node& target = at(form_, node);
        const bool same_row = encloses(form_, target.scope, asking_.scope);
        term.reference.is_many = !same_row || target.type == FieldType::repeat;
        term.reference.shared_scope = same_row ? target.scope : shared_scope(form_, target.scope, asking_.scope);
        if (term.reference.is_many) term.kind = Kind::rows;
    }

    void unknown(const Term& term, const std::string& name) {
        const std::string near = names_.nearest(name);
        fail(term, "Không có câu hỏi nào tên \"" + name + "\"" + (near.empty() ? "." : "; có phải \"" + near + "\"?"),
             "There is no question named \"" + name + "\"" + (near.empty() ? "." : "; did you mean \"" + near + "\"?"));
    }

    void bind_path(Term& term) {
        const WrittenPath path = term.path;
        int node = asking_.node;
        std::size_t next = 0;
        if (path.start == WrittenPath::Start::braces) {
            const auto found = names_.find(path.steps[0], asking_.node);
            if (found.failure == NameTable::Failure::unknown) return unknown(term, path.steps[0]);
            if (found.failure == NameTable::Failure::ambiguous)
                return fail(term, "Có nhiều câu hỏi tên \"" + path.steps[0] + "\"; hãy viết ${nhóm/tên}.",
                            "Several questions are named \"" + path.steps[0] + "\"; write ${group/name}.");
            node = found.node;
            next = 1;
        } else if (path.start == WrittenPath::Start::root) {
            node = -1;
            next = 1;  // /data is the record itself, whatever it is called
        } else if (asking_.in_choice_filter && path.start == WrittenPath::Start::context && path.steps.size() == 1 &&
                   path.steps[0] != "..") {
            term.op = Op::column;
            term.name = path.steps[0];
            return;
        }
        follow(term, path, node, next);
    }

    void follow(Term& term, const WrittenPath& path, int node, std::size_t next) {
        for (std::size_t i = next; i < path.steps.size(); ++i) {
            if (path.steps[i] == "..") {
                if (node < 0) return fail(term, "Dùng \"..\" quá nhiều lần.", "Too many \"..\".");
                node = at(form_, node).parent;
                continue;
            }
            node = names_.child(node, path.steps[i]);
            if (node < 0) {
                if (path.steps.size() == 1) return fail_bare(term, path.steps[0]);
                return unknown(term, path.steps[i]);
            }
        }
        if (node < 0) {
            term.op = Op::reference;  // the record itself: only position(..) can say why that is wrong
            return;
        }
        bind(term, node);
    }

    void fail_bare(const Term& term, const std::string& name) {
        fail(term,
             "\"" + name + "\" không phải là giá trị; viết ${" + name + "} cho câu hỏi hoặc '" + name +
                 "' cho mã lựa chọn.",
             "\"" + name + "\" is not a value; write ${" + name + "} for a question or '" + name + "' for a choice.");
    }

    void bind_call(Term& term) {
        term.function = find_function(term.name);
        if (!term.function)
            return fail(term, "Không có hàm \"" + term.name + "\".", "There is no function \"" + term.name + "\".");
        const Function& function = *term.function;
        const int count = static_cast<int>(term.arguments.size());
        if (count < function.arguments_min || (function.arguments_max >= 0 && count > function.arguments_max))
            return fail(term, "Hàm " + term.name + " nhận số tham số khác.",
                        "The function " + term.name + " takes another number of arguments.");
        if (has(function.needs, Needs::one_time) && !asking_.is_once)
            return fail(term, "Hàm " + term.name + " cho kết quả khác nhau mỗi lần, nên chỉ dùng được trong default.",
                        "The function " + term.name + " changes at every call, so it can only stand in a default.");
        if (term.name == "jr:choice-name") bind_choice_question(term);
        else if (has(function.needs, Needs::question)) check_select(term, 0);
        else if (has(function.needs, Needs::repeat)) climb_to_repeat(term);
        else if (term.name == "regex") compile_pattern(term);
    }

    Term& argument(const Term& term, std::size_t i) { return expression_.terms[term.arguments[i]]; }

    // ODK writes the question of jr:choice-name as a quoted path.
    void bind_choice_question(Term& term) {
        Term& quoted = argument(term, 1);
        if (quoted.op == Op::constant && quoted.constant.text()) {
            auto inner = parse_expression(*quoted.constant.text());
            const auto* parsed = std::get_if<Expression>(&inner);
            if (!parsed || parsed->top().op != Op::path)
                return fail(quoted, "Cần tên câu hỏi, ví dụ '${q}'.", "A question is needed here, such as '${q}'.");
            quoted.op = Op::path;
            quoted.path = parsed->top().path;
            bind_path(quoted);
        }
        check_select(term, 1);
    }

    void check_select(const Term& term, std::size_t i) {
        const Term& question = argument(term, i);
        if (failed_) return;
        if (question.op != Op::reference || question.reference.node < 0 ||
            !is_select(at(form_, question.reference.node).type))
            fail(question, "Cần tên một câu hỏi lựa chọn.", "The name of a select question is needed here.");
    }

    void climb_to_repeat(const Term& term) {
        Term& place = argument(term, 0);
        if (failed_) return;
        int node = place.op == Op::reference ? place.reference.node : -1;
        while (node >= 0 && at(form_, node).type != FieldType::repeat) node = at(form_, node).parent;
        if (node < 0 || !encloses(form_, node, asking_.scope))
            return fail(place, "position() cần một nhóm lặp bao quanh câu hỏi này.",
                        "position() needs a repeat around this question.");
        place.reference = {node, node, false};
        place.kind = Kind::any;
        positioned_.push_back(term.arguments[0]);
    }

    void compile_pattern(Term& term) {
        const Term& source = argument(term, 1);
        if (source.op != Op::constant) return;
        auto pattern = Pattern::compile(text_of(source.constant));
        if (!pattern)
            return fail(source, "Mẫu này sai hoặc quá phức tạp.", "This pattern is not valid, or too complex.");
        term.pattern = static_cast<int>(expression_.patterns.size());
        expression_.patterns.push_back(std::move(*pattern));
    }

    // A group has no value of its own.
    void check_groups() {
        if (failed_) return;
        for (std::uint32_t i = 0; i < expression_.terms.size(); ++i) {
            const Term& term = expression_.terms[i];
            if (term.op != Op::reference || std::find(positioned_.begin(), positioned_.end(), i) != positioned_.end())
                continue;
            if (term.reference.node < 0 || at(form_, term.reference.node).type == FieldType::group)
                fail(term, "Đây là một nhóm, không có giá trị riêng.", "This is a group; it has no value of its own.");
        }
    }

    Expression& expression_;
    const FormDefinition& form_;
    const NameTable& names_;
    const Asking& asking_;
    const std::string& where_;
    Problems& problems_;
    std::vector<std::uint32_t> positioned_;
    bool failed_ = false;
};

}  // namespace

NameTable::NameTable(const FormDefinition& form) : form_(form) {
    for (std::size_t i = 0; i < form.nodes.size(); ++i) by_name_[form.nodes[i].name].push_back(static_cast<int>(i));
}

NameTable::Found NameTable::find(std::string_view name, int asking) const {
    const std::size_t slash = name.rfind('/');
    const auto listed = by_name_.find(std::string(slash == std::string_view::npos ? name : name.substr(slash + 1)));
    Found found{-1, Failure::unknown};
    if (listed == by_name_.end()) return found;
    int best = 0;
    for (const int node : listed->second) {
        if (!ends_with_path(at(form_, node).path, name)) continue;
        const int far = distance(form_, asking, node);
        if (found.node < 0 || far < best) found = {node, Failure::none}, best = far;
        else if (far == best) found.failure = Failure::ambiguous;
        if (at(form_, node).path == name) return {node, Failure::none};  // said in full
    }
    return found;
}

int NameTable::child(int group, std::string_view name) const {
    const auto listed = by_name_.find(std::string(name));
    if (listed == by_name_.end()) return -1;
    for (const int node : listed->second)
        if (at(form_, node).parent == group) return node;
    return -1;
}

std::string NameTable::nearest(std::string_view name) const {
    const std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
    std::string best;
    std::size_t best_distance = limit + 1;
    for (const Node& node : form_.nodes)
        for (const std::string* candidate : {&node.name, &node.path}) {
            const std::size_t edits = edit_distance(name, *candidate, limit);
            if (edits < best_distance) best = *candidate, best_distance = edits;
        }
    return best;
}

bool resolve_expression(Expression& expression, const FormDefinition& form, const NameTable& names,
                        const Asking& asking, const std::string& where, Problems& problems) {
    return Resolver(expression, form, names, asking, where, problems).run();
}

bool encloses(const FormDefinition& form, int outer_scope, int inner_scope) {
    for (int scope = inner_scope;; scope = at(form, scope).scope) {
        if (scope == outer_scope) return true;
        if (scope < 0) return false;
    }
}

int shared_scope(const FormDefinition& form, int a, int b) {
    while (a >= 0 && !encloses(form, a, b)) a = at(form, a).scope;
    return a;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > 64 || b.size() > 64) return limit + 1;
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace nuong::forms
