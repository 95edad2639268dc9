#include "sync-server/demo/field_team.h"

#include <algorithm>
#include <array>

#include "shared/base/random.h"
#include "shared/forms/record_fields.h"
#include "shared/merge/merge.h"
#include "sync-server/demo/chance.h"

namespace nuong::demo {
namespace {

constexpr std::array commune_roles{"outreach_worker", "volunteer", "commune_police", "commune_officer",
                                   "health_worker"};
constexpr std::array district_roles{"district_staff", "district_health", "treatment_facility", "inspector", "shelter"};
constexpr std::size_t changes_per_push = 500;

bool is_of_commune(const std::string& role) {
    return std::find(commune_roles.begin(), commune_roles.end(), role) != commune_roles.end();
}

Error already_there(const UserId& user) {
    return {ErrorCode::invalid,
            {"Dữ liệu mẫu đã có trong kho này (tài khoản " + user + "). Hãy tạo kho mới để làm lại.",
             "The demo data is in this store already (account " + user + "). Make a new store to begin again."}};
}

Write reserved_write(const RecordState& state, std::string_view path, Value value, DeviceId writer) {
    const Register* reg = state.find(path);
    const Policy policy = reserved_policy(path);
    return {Path(path), std::move(value), replaced_by_write(policy, reg, writer), agreed_before(policy, reg)};
}

// A token that nobody was given.
Hash no_token() {
    std::array<std::uint8_t, 32> bytes{};
    fill_random(bytes);
    return sha256(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace

Status FieldTeam::join(StoreTransaction& transaction, std::uint64_t seed, Instant now) {
    Chance chance(seed ^ 0x7465616D);
    std::vector<std::pair<std::string, AreaCode>> posts;
    for (const char* role : district_roles) posts.emplace_back(role, plan_.area);
    for (const AreaCode& commune : book_.areas.children(plan_.area))
        for (const char* role : commune_roles) posts.emplace_back(role, commune);
    for (const auto& [role, area] : posts) {
        if (!book_.role(role)) continue;
        Member member;
        member.user = "demo." + role + "." + area;
        member.device = DeviceId{chance.next() | 1};
        if (transaction.user(member.user) || transaction.device(member.device)) return already_there(member.user);
        transaction.put_user({member.user, role, false, {area}});
        DeviceRow device;
        device.id = member.device;
        device.name = "demo " + area;
        device.enrolled = device.seen = now;
        transaction.put_device(device);
        transaction.put_enrolment({member.device, member.user, no_token()});
        members_[{role, area}] = std::move(member);
    }
    for (auto& [post, member] : members_) {
        auto answer = principal_of(transaction, book_, member.device, member.user);
        if (auto* principal = std::get_if<Principal>(&answer)) member.principal = std::move(*principal);
    }
    transaction.add_audit(now, "console", "demo", std::to_string(members_.size()) + " accounts");
    return Done{};
}

bool FieldTeam::writes(const FormId& form) const {
    const auto writer = plan_.writers.find(form);
    if (!forms_.contains(form) || writer == plan_.writers.end()) return false;
    const Role* role = book_.role(writer->second);
    return role && role->may_write(form);
}

FieldTeam::Member* FieldTeam::member_for(const Save& save) {
    const std::string& role = save.role.empty() ? plan_.writers.at(save.form) : save.role;
    AreaCode post = is_of_commune(role) ? save.area : plan_.area;
    auto at = members_.find({role, post});
    // What lies in the district itself is entered by the first commune's colleague of that role.
    if (at == members_.end()) at = members_.lower_bound({role, ""});
    return at == members_.end() || at->first.first != role ? nullptr : &at->second;
}

void FieldTeam::save(StoreReader& reader, Member& member, const Save& save) {
    const forms::FormDefinition& form = forms_.at(save.form)->definition;
    RecordState state;
    state.id = save.record;
    const auto key = std::pair(member.device, save.record);
    if (const auto seen = seen_.find(key); seen != seen_.end()) state = seen->second;
    else if (!save.is_new) {
        const auto row = reader.record(save.record);
        auto stored = row ? protocol::decode_state(row->state) : Result<RecordState>(Error{});
        if (!stored) return;  // it never arrived: nobody can edit it
        state = std::move(*stored);
    }
    Fields answers = save.is_new ? Fields{} : forms::shown_answers(form, state);
    for (const NamedValue& answer : save.answers) set(answers, answer.name, answer.value);
    std::erase_if(answers, [](const NamedValue& answer) { return answer.value.is_null(); });
    Change change;
    change.device = member.device;
    change.seq = ++member.seq;
    change.record = save.record;
    change.form = save.form;
    change.form_version = form.version;
    change.at = save.at;
    change.author = member.user;
    change.n0 = next_n(state, member.device);
    if (save.is_new || !save.answers.empty()) change.writes = forms::writes_for(form, state, answers, member.device);
    const auto note = [&](std::string_view path, Value value) {
        change.writes.push_back(reserved_write(state, path, std::move(value), member.device));
    };
    if (save.is_new) note(reserved::area, save.area);
    if (save.is_new) note(reserved::status, "submitted");
    else if (!save.status.empty()) note(reserved::status, save.status);
    if (save.corrects) note(reserved::corrects, to_string(*save.corrects));
    if (save.same_as) note(reserved::same_as, to_string(*save.same_as));
    if (change.writes.empty()) {
        --member.seq;
        return;
    }
    apply(state, change);
    seen_[key] = std::move(state);
    protocol::SentChange sent;
    sent.text = protocol::encode(change);
    sent.change = std::move(change);
    member.waiting.push_back(std::move(sent));
}

void FieldTeam::push(StoreTransaction& transaction, Member& member, Instant received, Sent& sent) {
    for (std::size_t from = 0; from < member.waiting.size(); from += changes_per_push) {
        const auto begin = member.waiting.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = member.waiting.begin() +
                         static_cast<std::ptrdiff_t>(std::min(from + changes_per_push, member.waiting.size()));
        const ArrivedRun run{protocol::mark_of(member.link),
                             prepare({std::make_move_iterator(begin), std::make_move_iterator(end)}), std::nullopt,
                             false};
        const PushOutcome outcome = push_changes(transaction, book_, *member.principal, run, received);
        for (const ArrivedChange& change : run.changes) member.link = next_link(member.link, change.hash);
        sent.changes += run.changes.size();
        sent.refused += outcome.verdicts.size();
        if (sent.first_refusal.empty() && !outcome.verdicts.empty())
            sent.first_refusal = run.changes.front().sent.change.form + ": " + outcome.verdicts.front().message.en;
    }
    member.waiting.clear();
}

void FieldTeam::sync(StoreTransaction& transaction, std::vector<Save> batch, Instant received, Sent& sent) {
    std::stable_sort(batch.begin(), batch.end(), [](const Save& a, const Save& b) { return a.at < b.at; });
    for (const Save& one : batch)
        if (Member* member = writes(one.form) || !one.role.empty() ? member_for(one) : nullptr;
            member && member->principal && forms_.contains(one.form))
            save(transaction, *member, one);
    seen_.clear();
    for (auto& [post, member] : members_) push(transaction, member, received, sent);
}

}  // namespace nuong::demo
