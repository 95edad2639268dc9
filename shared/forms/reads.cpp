// What a walked path can come across in a form, followed over its definition instead of over a record: the ground for
// computing it again. A step whose way is not followed here counts as reading everything in the form.
#include <algorithm>
#include <set>

#include "shared/forms/resolve.h"

namespace nuong::forms {
namespace {

constexpr int document = -2, top = -1;  // beside the nodes of the form

class Reads {
public:
    Reads(Expression& expression, const FormDefinition& form, const NameTable& names, const Asking& asking)
        : expression_(expression), form_(form), names_(names), asking_(asking) {}

    void run() {
        for (Term& term : expression_.terms) {
            if (term.op != Op::path || term.is_nested) continue;
            seen_.clear();
            walk(term, start_of(term, {}));
            term.reads.assign(seen_.begin(), seen_.end());
        }
    }

private:
    using Places = std::set<int>;

    Places start_of(const Term& term, const Places& candidates) {
        switch (term.path.start) {
            case WrittenPath::Start::root: return {document};
            case WrittenPath::Start::braces: note(term.reference.node); return {term.reference.node};
            case WrittenPath::Start::current: return {asking_.node < 0 ? top : asking_.node};
            case WrittenPath::Start::context:
                if (term.is_nested) return candidates;
                return {asking_.node < 0 ? top : asking_.node};
            case WrittenPath::Start::value: return of_value(expression_.terms[term.arguments[0]], candidates);
        }
        return {};
    }

    // The nodes that a value can be; what is read on the way is noted.
    Places of_value(const Term& term, const Places& candidates) {
        if (term.op == Op::path) return walk(term, start_of(term, candidates));
        if (term.op == Op::reference) {
            note(term.reference.node);
            return {term.reference.node < 0 ? top : term.reference.node};
        }
        Places places;
        const bool passes_nodes = term.op == Op::join_sets || (term.op == Op::call && term.name != "instance");
        for (const std::uint32_t argument : term.arguments) {
            const Places inner = of_value(expression_.terms[argument], candidates);
            if (passes_nodes) places.insert(inner.begin(), inner.end());
        }
        return places;
    }

    Places walk(const Term& term, Places places) {
        for (const std::uint32_t filter : term.path.filters) of_value(expression_.terms[filter], places);
        for (const Step& step : term.path.steps) {
            Places next;
            for (const int place : places) take(step, place, next);
            places = std::move(next);
            for (const int place : places)
                if (place >= 0 && form_.nodes[static_cast<std::size_t>(place)].type == FieldType::repeat) note(place);
            for (const std::uint32_t predicate : step.predicates) of_value(expression_.terms[predicate], places);
        }
        for (const int place : places) note_all(place);
        return places;
    }

    void take(const Step& step, int place, Places& next) {
        switch (step.axis) {
            case Axis::self: next.insert(place); return;
            case Axis::parent:
                if (place == top) next.insert(document);
                else if (place >= 0) next.insert(form_.nodes[static_cast<std::size_t>(place)].parent);
                return;
            case Axis::child: return take_children(step, place, next);
            case Axis::attribute:
            case Axis::name_space: return;
            default:
                if (next.size() > form_.nodes.size()) return;  // everything already
                next.insert(top);
                for (std::size_t i = 0; i < form_.nodes.size(); ++i) next.insert(static_cast<int>(i));
        }
    }

    void take_children(const Step& step, int place, Places& next) {
        if (place == document) {
            next.insert(top);
            return;
        }
        if (step.test == Step::Test::name) {
            if (const int inner = names_.child(place, step.name); inner >= 0) next.insert(inner);
            return;
        }
        const int end =
            place < 0 ? static_cast<int>(form_.nodes.size()) : form_.nodes[static_cast<std::size_t>(place)].end;
        for (int inner = place + 1; inner < end; inner = form_.nodes[static_cast<std::size_t>(inner)].end)
            next.insert(inner);
    }

    void note(int node) {
        if (node >= 0) seen_.insert(node);
    }

    // The text of a group is the text of all in it. Mostly a group is only counted or asked whether it is there, but
    // nobody can tell from here.
    void note_all(int place) {
        if (place < 0) return;
        note(place);
        const Node& node = form_.nodes[static_cast<std::size_t>(place)];
        if (node.type != FieldType::group) return;
        for (int inner = place + 1; inner < node.end; ++inner) note(inner);
    }

    Expression& expression_;
    const FormDefinition& form_;
    const NameTable& names_;
    const Asking& asking_;
    Places seen_;
};

}  // namespace

void note_reads(Expression& expression, const FormDefinition& form, const NameTable& names, const Asking& asking) {
    Reads(expression, form, names, asking).run();
}

}  // namespace nuong::forms
