#include "shared/merge/policy.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace nuong {
namespace {

struct PolicyName {
    Policy policy;
    const char* name;
};
constexpr std::array<PolicyName, 7> policy_names{{{Policy::latest, "latest"},
                                                  {Policy::max, "max"},
                                                  {Policy::min, "min"},
                                                  {Policy::unite, "union"},
                                                  {Policy::counter, "counter"},
                                                  {Policy::append, "append"},
                                                  {Policy::review, "review"}}};

bool ranks_before(const Head& a, const Head& b) { return a.at != b.at ? a.at < b.at : a.dot < b.dot; }

bool heads_differ(const std::vector<Head>& heads) {
    return std::any_of(heads.begin() + 1, heads.end(),
                       [&](const Head& head) { return !(head.value == heads.front().value); });
}

// A number that stayed whole stays whole: 3 and not 3.0 in the answer.
Value number_value(double number) {
    if (std::floor(number) == number && std::abs(number) < 9.0e15) return Value(static_cast<std::int64_t>(number));
    return Value(number);
}

// Without any number the newest head stands: it may say why there is none.
template <class Better>
Value pick_number(const Register& reg, Better better) {
    const Head* best = nullptr;
    for (const Head& head : reg.heads)
        if (head.value.number() && (!best || better(*head.value.number(), *best->value.number()))) best = &head;
    return best ? best->value : newest_head(reg).value;
}

Value sum_of(const Register& reg) {
    double sum = 0;
    bool any = false;
    for (const Head& head : reg.heads)
        if (const auto number = head.value.number()) {
            sum += *number;
            any = true;
        }
    return any ? number_value(sum) : newest_head(reg).value;
}

// Any head that says yes; otherwise no, if somebody said so; otherwise the newest.
Value united(const Register& reg) {
    bool any_no = false;
    for (const Head& head : reg.heads) {
        if (head.value == Value(false)) any_no = true;
        else if (!head.value.is_blank()) return head.value;
    }
    return any_no ? Value(false) : newest_head(reg).value;
}

// Both sides wrote over an agreed value: it is the one that the oldest of them saw.
Value agreed_value(const Register& reg) {
    const Head* oldest = nullptr;
    for (const Head& head : reg.heads)
        if (head.before && (!oldest || ranks_before(head, *oldest))) oldest = &head;
    return oldest ? *oldest->before : newest_head(reg).value;
}

}  // namespace

const char* name_of(Policy policy) {
    for (const PolicyName& entry : policy_names)
        if (entry.policy == policy) return entry.name;
    return "latest";
}

std::optional<Policy> parse_policy(std::string_view name) {
    for (const PolicyName& entry : policy_names)
        if (entry.name == name) return entry.policy;
    return std::nullopt;
}

std::optional<Value> agreed_before(Policy policy, const Register* reg) {
    if (policy != Policy::review || !reg) return std::nullopt;
    return view_of(policy, *reg).shown;
}

std::vector<Dot> replaced_by_write(Policy policy, const Register* reg, DeviceId writer) {
    std::vector<Dot> dots;
    if (!reg) return dots;
    for (const Head& head : reg->heads)
        if (policy != Policy::counter || head.dot.device == writer) dots.push_back(head.dot);
    return dots;
}

const Head& newest_head(const Register& reg) {
    assert(!reg.heads.empty());
    return *std::max_element(reg.heads.begin(), reg.heads.end(), ranks_before);
}

RegisterView view_of(Policy policy, const Register& reg) {
    const Head& newest = newest_head(reg);
    RegisterView view{newest.value, newest.at, false};
    switch (policy) {
        case Policy::append: break;  // an entry is written once; should it be rewritten, the newest ranks
        case Policy::latest: view.has_conflict = heads_differ(reg.heads); break;
        case Policy::review:
            view.has_conflict = heads_differ(reg.heads);
            if (view.has_conflict) view.shown = agreed_value(reg);
            break;
        case Policy::max: view.shown = pick_number(reg, [](double a, double b) { return a > b; }); break;
        case Policy::min: view.shown = pick_number(reg, [](double a, double b) { return a < b; }); break;
        case Policy::unite: view.shown = united(reg); break;
        case Policy::counter: view.shown = sum_of(reg); break;
    }
    return view;
}

Policy reserved_policy(std::string_view path) { return path == reserved::status ? Policy::review : Policy::latest; }

namespace {

// At least a millisecond, at most a minute, and another one a moment later: a copy of the store, set back or twin,
// that saves the same again behind the same head does not write the very same words, which would be one save. A second
// had room for a thousand of them, and two met.
std::chrono::milliseconds step_at(Instant corrected_now) {
    constexpr std::int64_t steps = 60'000;
    const std::int64_t part = corrected_now.time_since_epoch().count() % steps;
    return std::chrono::milliseconds(1 + (part < 0 ? part + steps : part));
}

}  // namespace

Instant save_time(Instant corrected_now, const RecordState& state, const std::vector<Write>& writes) {
    Instant at = corrected_now;
    for (const Write& write : writes) {
        const Register* reg = state.find(write.path);
        if (!reg) continue;
        for (const Head& head : reg->heads)
            if (head.at >= corrected_now &&
                std::find(write.replaces.begin(), write.replaces.end(), head.dot) != write.replaces.end())
                at = std::max(at, head.at + step_at(corrected_now));
    }
    return at;
}

}  // namespace nuong
