// What the district decides, what happens to the server and to whole devices, and where sticks go.
#include <algorithm>

#include "shared/protocol/codec.h"
#include "sync-server/core/enrol.h"
#include "tests/world/room/world.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t sticks_max = 6, devices_max = 6;

Stick damaged(Stick stick, Chance& chance) {
    if (stick.bytes.empty()) return stick;
    stick.is_damaged = true;
    const std::size_t where = chance.below(stick.bytes.size());
    if (chance.percent(50)) stick.bytes.resize(where);
    else stick.bytes[where] = static_cast<char>(stick.bytes[where] ^ (1 << chance.below(8)));
    return stick;
}

KeyBytes seal_of(Server& server) {
    const auto secret = server.read()->seal_secret();
    return secret ? seal_key_of(*secret).public_key : KeyBytes{};
}

}  // namespace

void World::new_grants() {
    static const std::vector<std::vector<AreaCode>> choices{{"03079"}, {"03076"}, {"089"}, {"03079", "03076"}, {"10"}};
    Grant& grant = grants_[workers_[chance_.below(workers_.size())]->grant().user];
    grant.areas = chance_.one_of(choices);
    headquarters_.put_user(grant.user, grant.role, grant.areas, grant.is_disabled);
    story_.tell("the district gives " + grant.user + " the area " + grant.areas.front());
}

void World::disable_or_enable() {
    Grant& grant = grants_[workers_[chance_.below(workers_.size())]->grant().user];
    grant.is_disabled = !grant.is_disabled;
    headquarters_.put_user(grant.user, grant.role, grant.areas, grant.is_disabled);
    story_.tell(grant.user + (grant.is_disabled ? "'s account is disabled" : "'s account works again"));
}

void World::revoke() {
    const FieldWorker& worker = *workers_[chance_.below(workers_.size())];
    revoked_.insert(worker.device());
    if (chance_.percent(50)) wiped_.insert(worker.device());
    const bool wipe = wiped_.contains(worker.device());
    headquarters_.revoke(worker.device(), wipe);
    story_.tell(worker.name() + "'s device is revoked" + (wipe ? ", and to be wiped" : ""));
}

// Who has none any more is given another one.
void World::new_device() {
    const FieldWorker& worker = *workers_[chance_.below(workers_.size())];
    if (may_sync(worker) || worker.grant().is_disabled || workers_.size() >= devices_max) return;
    headquarters_.disk().keep_power();
    headquarters_.disk().make_room();
    std::string name = worker.grant().user + " (device " + std::to_string(workers_.size() + 1) + ")";
    story_.tell(name + " takes the place of " + worker.name());
    const DeviceId device{chance_.next() | 1};
    workers_.push_back(std::make_unique<FieldWorker>(around_, worker.grant(), worker.fills(), device, name));
    workers_.back()->line().is_bad = true;
}

void World::step_clock(Server& server) {
    constexpr std::int64_t ten_years = 10LL * 365 * 24 * 3600 * 1000;
    server.clock().wrong_by =
        std::chrono::milliseconds(static_cast<std::int64_t>(chance_.below(2 * ten_years)) - ten_years);
    story_.tell(server.name() + "'s clock says " + to_string(server.clock().now()));
}

void World::fill_or_make_room(Server& server) {
    story_.tell(server.name() + (server.disk().is_full() ? " has room on its disk again" : "'s disk is full"));
    server.disk().is_full() ? server.disk().make_room() : server.disk().fill();
}

void World::publish() {
    has_new_form_ = true;
    headquarters_.publish(district_.new_form);
    story_.tell("a new version of a form is published");
}

void World::erase_somebody() {
    const auto rows = headquarters_.read()->records("", std::nullopt, 1'000);
    if (rows.empty()) return;
    const RecordId& record = rows[chance_.below(rows.size())].id;
    const std::size_t before = erased_.size();
    headquarters_.erase(record, erased_);
    story_.tell("the district erases " + to_string(record) + ", " + std::to_string(erased_.size() - before) +
                " records");
}

void World::back_up_server() {
    server_copy_ = headquarters_.back_up();
    story_.tell("the server is backed up");
}

// The operator does again what the old copy does not know: accounts, revocations, forms.
void World::set_server_back() {
    const std::string epoch = "epoch " + std::to_string(++epochs_);
    if (!server_copy_ || chance_.percent(30)) {
        story_.tell("the server is a new incarnation that has lost nothing");
        return headquarters_.start_epoch(epoch);
    }
    const auto files = files_at(headquarters_);
    ledger_.was_server_set_back = true;
    const bool is_told = chance_.percent(50);
    headquarters_.start_epoch(is_told ? epoch : "", &*server_copy_);
    if (!is_told)
        std::erase_if(around_.acknowledged,
                      [&](const auto& each) { return std::get<1>(each.first) == headquarters_.name(); });
    for (const Hash& hash : files)
        if (!files_at(headquarters_).contains(hash)) ledger_.files[hash].server_forgot = true;
    for (Saved& saved : ledger_.saves()) {
        saved.server_forgot |= saved.was_on_server;
        saved.was_on_server = false;
    }
    if (plan_.bug != Bug::restore_forgets_erasures) headquarters_.erase_again(erased_);
    arrivals_ = 0;
    learn_arrivals();
    for (Saved& saved : ledger_.saves())
        if (saved.was_on_server) saved.server_forgot = false;
    for (const auto& [user, grant] : grants_) headquarters_.put_user(user, grant.role, grant.areas, grant.is_disabled);
    for (const DeviceId device : revoked_) headquarters_.revoke(device, wiped_.contains(device));
    if (has_new_form_) headquarters_.publish(district_.new_form);
    story_.tell("the server is set back to its backup, with " + std::to_string(arrivals_) + " changes");
    if (chance_.percent(50)) ask_for_codes();
}

// Who works on a device that is not in the old copy asks for a new code: a person sees it from the refusal.
void World::ask_for_codes() {
    const auto is_known = [this](const std::string& token) {
        const auto hash = token_hash(token);
        return hash && headquarters_.read()->enrolment(*hash);
    };
    for (const auto& worker : workers_) {
        if (!may_sync(*worker)) continue;
        const auto formers = worker->replica().devices().formers();  // by which it is taken in again without a code
        if (!is_known(worker->replica().device().token) &&
            std::none_of(formers.begin(), formers.end(), [&](const auto& former) { return is_known(former.token); }))
            worker->ask_for_code();
    }
}

void World::copy_device(const FieldWorker& original) {
    if (workers_.size() >= devices_max) return;
    std::string name = original.grant().user + " (copy " + std::to_string(++copies_) + ")";
    story_.tell(original.name() + "'s folder is copied to a second machine: " + name);
    workers_.push_back(std::make_unique<FieldWorker>(around_, original, std::move(name)));
}

void World::stick_event(FieldWorker& worker) {
    const std::size_t what = chance_.below(100);
    if (what < 40 || sticks_.empty()) {
        std::optional<Stick> stick;
        worker.act([&] { stick = worker.export_stick(); });
        if (!stick) return;
        if (sticks_.size() >= sticks_max) sticks_.erase(sticks_.begin());
        sticks_.push_back(std::move(*stick));
        return;
    }
    const std::size_t which = chance_.below(sticks_.size());
    const Stick stick = chance_.percent(20) ? damaged(sticks_[which], chance_) : sticks_[which];
    if (what < 65) hand_in(stick);
    else if (what < 92) worker.act([&] { worker.import_stick(stick); });
    else {
        story_.tell("a stick is lost");
        sticks_.erase(sticks_.begin() + static_cast<std::ptrdiff_t>(which));
    }
}

void World::hand_in(const Stick& stick) {
    const client::HttpResponse response = headquarters_.take_stick(stick.bytes);
    story_.tell("the district is handed a stick of " + to_string(stick.maker) + ": " + response.body);
    if (response.status == 200 && stick.is_damaged) complain("the server took a damaged bundle");
    if (response.status == 400 && !stick.is_damaged && seal_of(headquarters_) == stick.sealed_to)
        complain("the server refuses a whole bundle: " + response.body);
}

// All that was ever written onto a stick and not lost is found in a drawer, and comes in twice.
void World::old_sticks_arrive() {
    for (const Stick& stick : sticks_) hand_in(stick);
    learn_arrivals();
    settle();
    const auto position = headquarters_.read()->facts().position;
    for (const Stick& stick : sticks_) hand_in(stick);
    if (headquarters_.read()->facts().position != position) complain("an old bundle that comes again moves something");
}

// Everything new on the server must be what somebody has written.
void World::learn_arrivals() {
    Statement rows =
        headquarters_.database().prepare("select arrival, body, hash from change where arrival > ? order by arrival");
    rows.bind(1, static_cast<std::int64_t>(arrivals_));
    while (rows.step()) {
        arrivals_ = static_cast<std::uint64_t>(rows.integer(0));
        Hash hash{};
        std::copy_n(rows.blob(2).begin(), hash.size(), hash.begin());
        const auto save = rows.text(1).empty() ? ledger_.find(hash) : ledger_.find(std::string(rows.text(1)));
        if (!save) return complain("the server has taken what nobody wrote: " + std::string(rows.text(1)));
        ledger_.save(*save).was_on_server = true;
    }
    check_audits_told();
}

bool World::may_sync(const FieldWorker& worker) const {
    return !worker.grant().is_disabled && !revoked_.contains(worker.device());
}

}  // namespace nuong::simulated
