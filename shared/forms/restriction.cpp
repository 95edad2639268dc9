#include "shared/forms/restriction.h"

#include <algorithm>
#include <optional>
#include <set>

#include "shared/forms/record_fields.h"
#include "shared/forms/record_title.h"
#include "shared/forms/subject.h"

namespace nuong::forms {
namespace {

constexpr std::size_t readings_max = 64;

const Expression& mark_of(const CompiledForm& form) {
    return form.expressions[static_cast<std::size_t>(form.restricted)];
}

bool says_so(const CompiledForm& form, const Fields& answers) {
    const FormPointer borrowed(FormPointer(), &form);  // used inside this call only
    return evaluates_true(borrowed, mark_of(form), answers, {});
}

std::set<int> asked_by(const Expression& expression) {
    std::set<int> nodes;
    for (const Term& term : expression.terms) {
        if (term.op == Op::reference && term.reference.node >= 0) nodes.insert(term.reference.node);
        nodes.insert(term.reads.begin(), term.reads.end());
    }
    nodes.erase(-1);
    return nodes;
}

// Whether a register can change what the mark says. What is computed may ask for anything.
bool may_matter(const CompiledForm& form, const std::set<int>& asked, const Path& path) {
    if (path == reserved::whole) return true;
    if (is_reserved(path)) return false;
    const Node* node = node_of(form.definition, path);
    if (!node) return true;
    const int first = static_cast<int>(node - form.definition.nodes.data()), end = std::max(node->end, first + 1);
    return std::any_of(asked.begin(), asked.end(), [&](int each) {
        const Node& question = form.node(each);
        return (each >= first && each < end) || !is_stored(question.type) || !question.calculation.empty();
    });
}

std::vector<std::size_t> disputed(const CompiledForm& form, const RecordState& record) {
    std::vector<std::size_t> registers;
    for (std::size_t i = 0; i < record.registers.size(); ++i)
        if (record.registers[i].heads.size() > 1) registers.push_back(i);
    if (registers.empty()) return registers;
    const std::set<int> asked = asked_by(mark_of(form));
    std::erase_if(registers, [&](std::size_t each) { return !may_matter(form, asked, record.registers[each].path); });
    return registers;
}

// One of the ways in which the record could be read: one head of every disputed register.
RecordState reading(const RecordState& record, const std::vector<std::size_t>& registers, std::size_t number) {
    RecordState read = record;
    for (const std::size_t each : registers) {
        const std::vector<Head>& heads = record.registers[each].heads;
        read.registers[each].heads = {heads[number % heads.size()]};
        number /= heads.size();
    }
    return read;
}

}  // namespace

bool is_restricted(const CompiledForm& form, const RecordState& record) {
    return form.restricted >= 0 && is_restricted(form, record, shown_answers(form.definition, record));
}

bool is_restricted(const CompiledForm& form, const RecordState& record, const Fields& shown) {
    if (form.restricted < 0) return false;
    if (says_so(form, shown)) return true;
    const std::vector<std::size_t> registers = disputed(form, record);
    if (registers.empty()) return false;
    std::size_t readings = 1;
    for (const std::size_t each : registers) {
        readings *= record.registers[each].heads.size();
        if (readings > readings_max) return true;
    }
    for (std::size_t number = 0; number < readings; ++number)
        if (says_so(form, shown_answers(form.definition, reading(record, registers, number)))) return true;
    return false;
}

std::vector<int> questions_of_restriction(const CompiledForm& form) {
    if (form.restricted < 0) return {};
    const std::set<int> asked = asked_by(mark_of(form));
    return {asked.begin(), asked.end()};
}

void RestrictedRecords::note(const CompiledForm& form, const RecordState& record) {
    if (form.restricted < 0) return;
    if (is_restricted(form, record)) records_.insert(record.id);
    if (const auto other = parse_uuid(shown_text(record, reserved::same_as))) same_.emplace_back(record.id, *other);
}

void RestrictedRecords::settle() {
    for (bool grows = true; grows;) {
        grows = false;
        for (const auto& [one, other] : same_) {
            if (holds(one) == holds(other)) continue;
            records_.insert(one);
            records_.insert(other);
            grows = true;
        }
    }
    same_.clear();
}

bool RestrictedRecords::covers(const FormDefinition& form, const RecordId& record, const Fields& answers) const {
    if (holds(record)) return true;
    const auto person = records_.empty() ? std::nullopt : subject_of(form, answers);
    return person && holds(*person);
}

}  // namespace nuong::forms
