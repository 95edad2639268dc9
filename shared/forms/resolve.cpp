#include "shared/forms/resolve.h"

#include <algorithm>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

const Node& at(const FormDefinition& form, int node) { return form.nodes[static_cast<std::size_t>(node)]; }

bool takes(const Function& function, std::size_t arguments);

class Resolver {
public:
    Resolver(Expression& expression, const FormDefinition& form, const NameTable& names, const Asking& asking,
             const std::string& where, Problems& problems)
        : expression_(expression), form_(form), names_(names), asking_(asking), where_(where), problems_(problems) {}

    bool run() {
        expression_.asking = asking_.node;
        for (Term& term : expression_.terms) {
            term.is_nested = term.is_nested || asking_.in_item;
            if (term.op == Op::path) bind_path(term);
            else if (term.op == Op::call) bind_call(term);
        }
        check_groups();
        expression_.walks = walks_;
        if (walks_ && !failed_) note_reads(expression_, form_, names_, asking_);
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
        term.kind = term.reference.is_many ? Kind::rows : Kind::any;
    }

    void unknown(const Term& term, const std::string& name) {
        const std::string near = names_.nearest(name);
        fail(term, "Không có câu hỏi nào tên \"" + name + "\"" + (near.empty() ? "." : "; có phải \"" + near + "\"?"),
             "There is no question named \"" + name + "\"" + (near.empty() ? "." : "; did you mean \"" + near + "\"?"));
    }

    bool is_lenient() const { return form_.is_imported; }

    void bind_path(Term& term) {
        const WrittenPath path = term.path;
        using Start = WrittenPath::Start;
        if (path.start == Start::value || (path.start == Start::context && term.is_nested)) return walk(term);
        int node = asking_.node;
        if (path.start == Start::braces) {
            const auto found = names_.find(path.name, asking_.node);
            if (found.failure == NameTable::Failure::unknown) return unknown(term, path.name);
            if (found.failure == NameTable::Failure::ambiguous)
                return fail(term, "Có nhiều câu hỏi tên \"" + path.name + "\"; hãy viết ${nhóm/tên}.",
                            "Several questions are named \"" + path.name + "\"; write ${group/name}.");
            node = found.node;
        } else if (path.start == Start::root) {
            node = above_all;
        } else if (asking_.in_choice_filter && path.start == Start::context && path.steps.size() == 1 &&
                   path.steps[0].names_child()) {
            term.op = Op::column;
            term.kind = Kind::any;
            term.name = path.steps[0].name;
            return;
        }
        if (is_plain(path)) return follow(term, path, node);
        if (path.start == Start::braces) bind_start(term, node);
        walk(term);
    }

    static constexpr int above_all = -2;  // the document, of which the record is the one element

    void bind_start(Term& term, int node) {
        Term start;
        bind(start, node);
        term.reference = start.reference;
    }

    void walk(Term& term) {
        term.kind = Kind::rows;
        walks_ = true;
    }

    void follow(Term& term, const WrittenPath& path, int node) {
        for (const Step& step : path.steps) {
            if (step.axis == Axis::self) continue;
            if (step.goes_up()) {
                if (node < 0)
                    return is_lenient() ? walk(term) : fail(term, "Dùng \"..\" quá nhiều lần.", "Too many \"..\".");
                node = at(form_, node).parent;
                continue;
            }
            if (node == above_all) {
                // /data is the record itself; our own forms may call it anything.
                if (is_lenient() && step.name != form_.root_name) return nowhere(term, step.name);
                node = -1;
                continue;
            }
            const int inner = names_.child(node, step.name);
            if (inner < 0) {
                if (is_lenient()) return nowhere(term, step.name);
                if (path.steps.size() == 1) return fail_bare(term, step.name);
                return unknown(term, step.name);
            }
            node = inner;
        }
        if (node >= 0 && (!is_lenient() || at(form_, node).type != FieldType::group)) return bind(term, node);
        if (is_lenient()) return walk(term);  // a group or the record: all that is in it
        term.op = Op::reference;              // the record itself: only position(..) can say why that is wrong
    }

    // ODK lets a path lead nowhere: it selects nothing.
    void nowhere(Term& term, const std::string& name) {
        const Message message = describe({term.at,
                                          {"Không có \"" + name + "\"; đường dẫn này luôn trống.",
                                           "There is no \"" + name + "\"; this path is always empty."}},
                                         expression_.source);
        problems_.push_back({where_, message, Severity::warning});
        walk(term);
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
        if (!takes(function, term.arguments.size()))
            return fail(term, "Hàm " + term.name + " nhận số tham số khác.",
                        "The function " + term.name + " takes another number of arguments.");
        if (has(function.needs, Needs::one_time) && !asking_.is_once && !is_lenient())
            return fail(term, "Hàm " + term.name + " cho kết quả khác nhau mỗi lần, nên chỉ dùng được trong default.",
                        "The function " + term.name + " changes at every call, so it can only stand in a default.");
        if (term.name == "jr:choice-name") bind_choice_question(term);
        else if (term.name == "last-saved") bind_last_saved(term);
        else if (term.name == "indexed-repeat") spread(term);
        else if (has(function.needs, Needs::question)) check_select(term, 0);
        else if (has(function.needs, Needs::repeat)) climb_to_repeat(term);
        else if (term.name == "regex") compile_pattern(term);
        if (has(function.needs, Needs::nodes) && !term.arguments.empty() && !failed_ &&
            !gives_nodes(expression_, argument(term, 0)))
            fail(argument(term, 0), "Hàm " + term.name + " cần câu hỏi, không phải một giá trị.",
                 "The function " + term.name + " needs questions, not a value.");
        if (gives_nodes(expression_, term)) term.kind = Kind::rows;
    }

    // indexed-repeat() chooses the row itself, so its questions mean all rows, also from inside the repeat.
    void spread(const Term& term) {
        if (failed_) return;
        for (std::size_t i = 0; i < term.arguments.size(); i += i == 0 ? 1 : 2) {
            Term& question = argument(term, i);
            if (question.op != Op::reference || question.reference.node < 0) continue;
            const Term& repeat = argument(term, 1);
            const int outer =
                repeat.op == Op::reference && repeat.reference.node >= 0 ? at(form_, repeat.reference.node).scope : -1;
            question.reference.is_many = true;
            question.reference.shared_scope = shared_scope(form_, outer, asking_.scope);
            question.kind = Kind::rows;
        }
    }

    Term& argument(const Term& term, std::size_t i) { return expression_.terms[term.arguments[i]]; }

    // ODK writes the question of jr:choice-name as a quoted path.
    void bind_choice_question(Term& term) {
        Term& quoted = argument(term, 1);
        if (is_lenient() && quoted.op != Op::constant) return;
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

    void bind_last_saved(const Term& term) {
        Term& name = argument(term, 0);
        const auto found = names_.find(text_of(name.constant), asking_.node);
        if (name.op != Op::constant || found.node < 0) return unknown(name, text_of(name.constant));
        name.constant = Datum(at(form_, found.node).id);
    }

    void check_select(const Term& term, std::size_t i) {
        const Term& question = argument(term, i);
        if (failed_ || is_lenient()) return;
        if (question.op != Op::reference || question.reference.node < 0 ||
            !is_select(at(form_, question.reference.node).type))
            fail(question, "Cần tên một câu hỏi lựa chọn.", "The name of a select question is needed here.");
    }

    void climb_to_repeat(const Term& term) {
        if (failed_ || term.arguments.empty()) return;
        Term& place = argument(term, 0);
        if (place.op == Op::path) return;  // within a predicate, or over a table
        int node = place.op == Op::reference ? place.reference.node : -1;
        while (node >= 0 && at(form_, node).type != FieldType::repeat) node = at(form_, node).parent;
        if (is_lenient() && (node < 0 || !encloses(form_, node, asking_.scope))) return;
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
    bool walks_ = false;
};

bool takes(const Function& function, std::size_t arguments) {
    const int count = static_cast<int>(arguments);
    return count >= function.arguments_min && (function.arguments_max < 0 || count <= function.arguments_max);
}

}  // namespace

void resolve_functions(Expression& expression) {
    for (Term& term : expression.terms) {
        if (term.op != Op::call) continue;
        const Function* function = find_function(term.name);
        if (!function || !takes(*function, term.arguments.size())) continue;  // an error if it is ever called
        term.function = function;
        term.kind = gives_nodes(expression, term) ? Kind::rows : function->result;
    }
}

bool resolve_expression(Expression& expression, const FormDefinition& form, const NameTable& names,
                        const Asking& asking, const std::string& where, Problems& problems) {
    return Resolver(expression, form, names, asking, where, problems).run();
}

}  // namespace nuong::forms
