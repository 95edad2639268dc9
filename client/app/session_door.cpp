// The door of the device: enrolment, the PIN, locking, the next person.
#include <utility>

#include "client/app/session.h"
#include "client/store/door_facts.h"
#include "client/store/store_file.h"
#include "client/sync/farewell.h"
#include "client/sync/recovery.h"
#include "client/sync/sync_worker.h"

namespace nuong::client {

void Session::on(const Enroll& action) {
    if (const auto checked = check_server_url(action.server_url); !checked) return door_.say(checked.error().message);
    door_.take(action);
    if (!worker_) return;  // the PIN comes first
    door_.enrolment_began();
    worker_->request_enrolment(
        {action.server_url, door_.ca_file_of(action.server_url), action.code, action.device_name});
}

void Session::on(const ChooseUser& action) {
    if (replica_) return;
    recovery_.reset();
    door_.choose(action.user);
}

void Session::on(const OpenRecovery&) {
    if (!replica_) door_.begin_recovery();
}

void Session::on(const Recover& action) {
    if (replica_ || !door_.is_recovering()) return;
    if (const auto checked = check_server_url(action.server_url); !checked) return door_.say(checked.error().message);
    door_.recovery_asked(action);
    recovery_ = std::make_unique<RecoveryWorker>(
        RecoveryWish{door_.person_home(), action.server_url, door_.ca_file_of(action.server_url), action.code}, wake_);
}

void Session::take_recovered() {
    if (!recovery_) return;
    const auto key = recovery_->take_answer();
    if (!key) return;
    recovery_.reset();
    door_.recovery_answered(*key);
    changed_ = true;
}

void Session::on(const ChoosePin& action) {
    if (door_.may_set_pin()) {
        const auto key = door_.set_pin(action.pin.text());
        if (!key) return tell(key.error());
        open_store(*key);
        if (replica_) (void)renew_recovery_box(*replica_, door_.person_home(), *key);
        return;
    }
    const auto key = door_.choose_pin(action.pin.text());
    if (!key) return tell(key.error());
    open_store(*key);
    if (replica_ && door_.enrolling()) on(Enroll(*door_.enrolling()));
}

void Session::on(const Unlock& action) {
    notice_.reset();
    const int wrong = Keyring(door_.person_home()).wrong_guesses();
    const auto key = door_.unlock(action.pin.text(), clock_.now());
    if (!key) return door_.say(key.error().message);
    open_store(*key);
    note("unlock", std::nullopt, wrong > 0 ? "wrong PINs before: " + std::to_string(wrong) : "");
    go_on_after_lock();
    take_given_bundle();
}

void Session::go_on_after_lock() {
    const auto interrupted = std::exchange(interrupted_, std::nullopt);
    if (!workbook_ || !interrupted || interrupted->home != door_.person_home() || shows_no_records()) return;
    if (replica_->drafts().find(interrupted->draft)) on(ResumeDraft{interrupted->draft});
}

void Session::open_store(const DatabaseKey& key) {
    if (is_practice_) close_store();
    const std::string& home = door_.person_home();
    if (const auto kept = check_store_file(home, Keyring(home)); !kept) return door_.say(kept.error().message);
    auto replica = Replica::open(home, key);
    if (!replica) return tell(replica.error());
    replica_ = std::move(*replica);
    replica_->unfinished_files().sweep();
    worker_ = std::make_unique<SyncWorker>(home, key, clock_, wake_);
    reports_ = std::make_unique<ReportWorker>(home, key, clock_, wake_);
    behind_ = std::make_unique<ReportWorker>(home, key, clock_, wake_);
    district_ = std::make_unique<VersionWorker>(wake_);
    if (const auto device = replica_->devices().load(); !device || !device->is_enrolled() || !let_in()) return;
    workbook_ = std::make_unique<Workbook>(*replica_, clock_);
    take_preferences();
    replica_->devices().note_time(corrected_now());
    (void)keep_door_facts(*replica_, home, key);  // tried again at the next unlock
}

// The district has said who they are. Somebody who is here already is sent to the store that they have; this one goes.
bool Session::let_in() {
    const DeviceInfo device = replica_->device();
    const auto let = door_.let_in(device);
    if (let) return true;
    close_store();
    if (let.error().code == ErrorCode::refused) (void)door_.drop_chosen();
    door_.choose(device.user);
    door_.say(let.error().message);
    return false;
}

// The district has reported this device of theirs lost. Whoever else uses it has another store, and keeps it.
void Session::wipe(const Message& why) {
    const DeviceInfo device = replica_->device();
    const Farewell farewell{device.server, device.ca_file, device.token};
    leave_form();
    reports_.reset();  // it may be writing
    replica_->unfinished_files().sweep();
    close_store();
    const auto dropped = door_.drop_chosen(text_of(farewell));
    door_.say(dropped ? why : dropped.error().message);
    say_farewells();
}

// Also at a later start, when there was no line then.
void Session::say_farewells() {
    const Household household(options_.home);
    if (!household.farewells().empty()) farewells_ = say_farewells_behind(household);
}

void Session::on(const Lock& action) {
    if (!replica_ && door_.is_recovering()) return back_at_door();  // a key may have come that no PIN wraps yet
    interrupted_.reset();
    if (action.by_itself && open_form_ && !is_practice_)
        interrupted_ = Interrupted{door_.person_home(), open_form_->draft().id};
    leave_search();
    leave_form();
    notice_.reset();
    close_store();
}

void Session::on(const SwitchUser&) {
    on(Lock{});
    door_.choose_another();
}

void Session::on(const AddPerson&) {
    if (replica_) on(Lock{});
    notice_.reset();
    recovery_.reset();
    door_.add_another();
}

void Session::on(const StartOver&) {
    if (replica_) return;
    notice_.reset();
    door_.start_over();
}

// The worker ends before the store of an enrolment may go.
void Session::back_at_door() {
    recovery_.reset();
    close_store();
    door_.back();
}

void Session::close_store() {
    places_.clear();
    typed_search_.clear();
    noted_searches_.clear();
    open_form_.reset();
    alike_ = {};  // what was typed of somebody
    asking_.clear();
    worker_.reset();
    reports_.reset();
    behind_.reset();
    district_.reset();
    report_ = {};
    versions_ = {};
    workbook_.reset();
    replica_.reset();
    is_practice_ = false;
    sync_ = {};
    next_try_.reset();
    retry_.succeeded();
    hand_over_ = {};
    door_.look_again();
    take_look_of_door();
}

}  // namespace nuong::client
