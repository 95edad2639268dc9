#include "shared/forms/record_fields.h"

#include <algorithm>
#include <map>

#include "shared/forms/settled_answers.h"

namespace nuong::forms {
namespace {

// Where one answer lives: a register, and inside it a member when the register holds several answers.
struct FieldPlace {
    Path reg;
    Path member;  // empty: the register is the answer
};

const Node* unit_around(const FormDefinition& form, const Node& node) {
    for (int parent = node.parent; parent >= 0; parent = form.nodes[static_cast<std::size_t>(parent)].parent) {
        const Node& around = form.nodes[static_cast<std::size_t>(parent)];
        if (around.type == FieldType::group && around.merge == MergeUnit::group) return &around;
    }
    return nullptr;
}

FieldPlace place_of(const FormDefinition& form, const Node& node, const Path& answer_path) {
    if (form.settings.merges_whole) return {Path(reserved::whole), answer_path};
    if (node.scope < 0) {
        if (const Node* unit = unit_around(form, node)) return {unit->id, answer_path};
        return {node.id, ""};
    }
    return {answer_path, ""};
}

bool has_option_registers(const FormDefinition& form, const Node& node) {
    return !form.settings.merges_whole && node.type == FieldType::select_multiple && node.policy == Policy::unite &&
           !unit_around(form, node);
}

std::vector<std::string> options_in(const Value& value) {
    std::vector<std::string> options;
    std::string option;
    for (const char c : value.text() + " ") {
        if (c != ' ') {
            option += c;
        } else if (!option.empty()) {
            options.push_back(std::move(option));
            option.clear();
        }
    }
    return options;
}

// In the order of the form's choice list; options that this version does not know come last, by name.
Value joined_options(const FormDefinition& form, const Node& node, std::vector<std::string> options) {
    const ChoiceList* list = form.list(node.list);
    const auto rank = [&](const std::string& option) {
        if (list)
            for (std::size_t i = 0; i < list->choices.size(); ++i)
                if (list->choices[i].name == option) return i;
        return std::size_t(-1);
    };
    std::sort(options.begin(), options.end(), [&](const std::string& a, const std::string& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a < b;
    });
    std::string text;
    for (const std::string& option : options) text += (text.empty() ? "" : " ") + option;
    return text.empty() ? Value() : Value(std::move(text));
}

// The answer path of a field register; rows of repeats keep their keys.
const Path& answer_path_of(const Node& node, const Path& register_path) {
    return node.scope < 0 ? node.id : register_path;
}

struct OptionRegister {
    const Node* node;
    Path answer;  // of the question, with row keys
    std::string option;
};

std::optional<OptionRegister> option_register(const FormDefinition& form, const Path& register_path) {
    const std::size_t slash = register_path.rfind('/');
    if (slash == Path::npos) return std::nullopt;
    const Node* node = node_of(form, std::string_view(register_path).substr(0, slash));
    if (!node || !has_option_registers(form, *node)) return std::nullopt;
    return OptionRegister{node, answer_path_of(*node, register_path.substr(0, slash)), register_path.substr(slash + 1)};
}

// Every register that `answers` would fill, with the value it should show.
std::map<Path, Value> wanted_registers(const FormDefinition& form, const Fields& answers) {
    std::map<Path, Value> wanted;
    std::map<Path, Fields> units;
    for (const NamedValue& answer : answers) {
        const Node* node = node_of(form, answer.name);
        if (!node || !is_stored(node->type)) continue;
        const FieldPlace place = place_of(form, *node, answer.name);
        if (!place.member.empty()) {
            if (!answer.value.is_null()) set(units[place.reg], place.member, answer.value);
        } else if (has_option_registers(form, *node)) {
            const Path question = answer_path_of(*node, answer.name);
            for (const std::string& option : options_in(answer.value)) wanted[question + "/" + option] = Value(true);
        } else {
            wanted[place.reg] = answer.value;
        }
    }
    for (auto& [reg, fields] : units) wanted[reg] = Value(std::move(fields));
    return wanted;
}

// Registers of this form that show something now and would show nothing after the save.
void add_cleared(const FormDefinition& form, const RecordState& record, std::map<Path, Value>& wanted) {
    for (const Register& reg : record.registers) {
        if (wanted.contains(reg.path) || (is_reserved(reg.path) && reg.path != reserved::whole)) continue;
        if (option_register(form, reg.path)) {
            wanted[reg.path] = Value(false);
            continue;
        }
        const Node* node = node_of(form, reg.path);
        const bool ours =
            reg.path == reserved::whole || (node && (is_stored(node->type) || node->type == FieldType::group));
        if (ours) wanted[reg.path] = Value();  // a register that this version does not know stays as it is
    }
}

bool same_meaning(const Value& a, const Value& b) {
    if (a == b) return true;
    if ((a.is_null() || a == Value(false)) && (b.is_null() || b == Value(false))) return true;  // an option not chosen
    return a.number() && b.number() && *a.number() == *b.number();
}

double counted_by(const Register* reg, DeviceId device) {
    double sum = 0;
    if (reg)
        for (const Head& head : reg->heads)
            if (head.dot.device == device) sum += head.value.number().value_or(0);
    return sum;
}

// A device writes its own part of a counter: the part that brings the sum to what the person wants to see.
Value counter_part(const Register* reg, const Value& wanted, DeviceId writer) {
    double own = 0, sum = 0;
    if (reg)
        for (const Head& head : reg->heads) {
            const double part = head.value.number().value_or(0);
            sum += part;
            if (head.dot.device == writer) own += part;
        }
    const double next = own + wanted.number().value_or(0) - sum;
    return Value(static_cast<std::int64_t>(next));
}

}  // namespace

const Node* node_of(const FormDefinition& form, std::string_view path) {
    if (const Node* node = form.find(path)) return node;
    std::string plain;
    std::size_t at = 0;
    while (at <= path.size()) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, slash - at);
        const Node* container = plain.empty() ? nullptr : form.find(plain);
        const bool is_row_key = container && container->type == FieldType::repeat;
        if (is_row_key && form.find(plain + "/" + std::string(part)) == nullptr) {
            // a row key: the next part is the field
        } else {
            if (!plain.empty()) plain += '/';
            plain += part;
        }
        at = slash + 1;
    }
    return form.find(plain);
}

Policy policy_of(const FormDefinition& form, const Path& register_path) {
    if (register_path == reserved::whole) return Policy::latest;
    if (is_reserved(register_path)) return reserved_policy(register_path);
    if (const auto option = option_register(form, register_path)) return Policy::unite;
    const Node* node = node_of(form, register_path);
    return node ? node->policy : Policy::latest;
}

namespace {

// The answers that are shown, gathered register by register.
class ShownAnswers {
public:
    ShownAnswers(const FormDefinition& form, std::size_t registers) : form_(form) { answers_.reserve(registers); }

    // `shown(policy)` is what the register shows under it.
    template <class Shown>
    void add(const Path& path, Shown shown_under) {
        if (is_reserved(path) && path != reserved::whole) return;
        const auto option = option_register(form_, path);
        const Node* node = option ? nullptr : node_of(form_, path);
        Value shown = shown_under(option ? Policy::unite : node ? node->policy : Policy::latest);
        if (auto* fields = std::get_if<Fields>(&shown.held)) {
            for (NamedValue& field : *fields) set(answers_, field.name, std::move(field.value));
        } else if (option) {
            if (shown != Value(true)) return;
            auto& [of, chosen] = options_[option->answer];
            of = option->node;
            chosen.push_back(option->option);
        } else if (node && !shown.is_null()) {
            set(answers_, answer_path_of(*node, path), std::move(shown));
        }
    }

    Fields take() {
        for (const auto& [question, chosen] : options_)
            set(answers_, question, joined_options(form_, *chosen.first, chosen.second));
        return std::move(answers_);
    }

private:
    const FormDefinition& form_;
    Fields answers_;
    std::map<Path, std::pair<const Node*, std::vector<std::string>>> options_;  // by question
};

}  // namespace

Fields shown_answers(const FormDefinition& form, const RecordState& record) {
    ShownAnswers answers(form, record.registers.size());
    for (const Register& reg : record.registers)
        answers.add(reg.path, [&](Policy policy) { return view_of(policy, reg).shown; });
    return answers.take();
}

Fields settled_answers(const FormDefinition& form, Fields registers) {
    ShownAnswers answers(form, registers.size());
    for (NamedValue& reg : registers)
        answers.add(reg.name, [&](Policy policy) {
            if (policy != Policy::counter) return std::move(reg.value);  // alone it is what every policy shows
            Head only;
            only.value = std::move(reg.value);
            return view_of(policy, {reg.name, {std::move(only)}}).shown;  // a sum has a spelling of its own
        });
    return answers.take();
}

std::vector<Write> writes_for(const FormDefinition& form, const RecordState& record, const Fields& answers,
                              DeviceId writer) {
    std::map<Path, Value> wanted = wanted_registers(form, answers);
    add_cleared(form, record, wanted);
    std::vector<Write> writes;
    for (auto& [path, value] : wanted) {
        const Policy policy = policy_of(form, path);
        const Register* reg = record.find(path);
        const Value shown = reg ? view_of(policy, *reg).shown : Value();
        if (same_meaning(shown, value)) continue;
        if (policy == Policy::counter) value = counter_part(reg, value, writer);
        writes.push_back({path, std::move(value), replaced_by_write(policy, reg, writer), agreed_before(policy, reg)});
    }
    return writes;
}

void count_on(const FormDefinition& form, const RecordState& seen, const RecordState& now, DeviceId writer,
              std::vector<Write>& writes) {
    for (Write& write : writes) {
        if (policy_of(form, write.path) != Policy::counter) continue;
        const Register* current = now.find(write.path);
        const double added = write.value.number().value_or(0) - counted_by(seen.find(write.path), writer);
        write.value = static_cast<std::int64_t>(counted_by(current, writer) + added);
        write.replaces = replaced_by_write(Policy::counter, current, writer);
    }
}

std::vector<FieldConflict> conflicts_of(const FormDefinition& form, const RecordState& record) {
    std::vector<FieldConflict> conflicts;
    for (const Register& reg : record.registers) {
        if (reg.heads.size() < 2) continue;
        const RegisterView view = view_of(policy_of(form, reg.path), reg);
        if (view.has_conflict)
            conflicts.push_back(
                {reg.path, is_reserved(reg.path) ? nullptr : node_of(form, reg.path), view.shown, reg.heads});
    }
    return conflicts;
}

Write resolution(const FormDefinition& form, const RecordState& record, const Path& register_path, Value value,
                 DeviceId writer) {
    const Policy policy = policy_of(form, register_path);
    const Register* reg = record.find(register_path);
    return {register_path, std::move(value), replaced_by_write(policy, reg, writer), agreed_before(policy, reg)};
}

std::string shown_text(const RecordState& record, std::string_view reserved_path) {
    const Register* reg = record.find(reserved_path);
    return reg ? view_of(reserved_policy(reserved_path), *reg).shown.text() : std::string();
}

}  // namespace nuong::forms
