// The door of the device: enrolment, the PIN, locking.
#include "client/app/session.h"
#include "client/store/store_file.h"
#include "client/sync/sync_worker.h"
#include "shared/sqlite/durable_file.h"

namespace nuong::client {

void Session::on(const Enroll& action) {
    if (const auto checked = check_server_url(action.server_url); !checked) {
        door_error_ = checked.error().message.in(options_.language);
        return;
    }
    door_error_.clear();
    enrolling_ = action;
    if (!worker_) return;  // the PIN comes first
    enrolment_runs_ = true;
    worker_->request_enrolment({action.server_url, "", action.code, action.device_name});
}

void Session::on(const ChooseUser& action) { user_ = action.user; }

void Session::on(const ChoosePin& action) {
    if (const auto folder = make_folder(options_.home); !folder) return tell(folder.error());
    const auto key = keyring_.create("", action.pin);
    if (!key) return tell(key.error());
    open_store(*key);
    if (replica_ && enrolling_) on(Enroll(*enrolling_));
}

void Session::on(const Unlock& action) {
    notice_.reset();
    const auto key = keyring_.unlock(user_, action.pin, clock_.now());
    if (!key) {
        door_error_ = key.error().message.in(options_.language);
        return;
    }
    door_error_.clear();
    open_store(*key);
}

void Session::open_store(const DatabaseKey& key) {
    if (is_practice_) close_store();
    if (const auto kept = check_store_file(options_.home, keyring_); !kept) {
        door_error_ = kept.error().message.in(options_.language);
        return;
    }
    auto replica = Replica::open(options_.home, key);
    if (!replica) return tell(replica.error());
    replica_ = std::move(*replica);
    worker_ = std::make_unique<SyncWorker>(options_.home, key, clock_, wake_);
    if (const auto device = replica_->devices().load(); device && device->is_enrolled()) {
        workbook_ = std::make_unique<Workbook>(*replica_, clock_);
        if (!keyring_.has_named_users()) (void)keyring_.rename_user("", device->user);  // enrolment was cut short
        take_preferences();
    }
}

void Session::on(const Lock&) {
    leave_form();
    notice_.reset();
    close_store();
}

void Session::close_store() {
    places_.clear();
    open_form_.reset();
    asking_.clear();
    worker_.reset();
    workbook_.reset();
    replica_.reset();
    is_practice_ = false;
    sync_ = {};
    hand_over_ = {};
    take_look_of_door();
}

Screen Session::door_screen() const {
    if (!replica_ && (keyring_.exists() || enrolling_)) {
        PinView view;
        view.first_time = !keyring_.exists();
        view.pin_length_min = static_cast<int>(pin_length_min);
        view.wrong_attempts = door_error_;
        view.wait_seconds = static_cast<int>(keyring_.wait_before_next_guess(clock_.now()).count());
        const auto users = keyring_.users();
        if (users && users->size() > 1)
            for (const std::string& user : *users) view.users.push_back({user, user, user == user_});
        if (users && users->size() == 1 && !users->front().empty())
            view.greeting = (options_.language == Language::vi ? "Xin chào " : "Hello ") + users->front();
        return view;
    }
    EnrollView view{options_.server_url, "", "", enrolment_runs_, door_error_};
    if (enrolling_)
        view = {enrolling_->server_url, enrolling_->code, enrolling_->device_name, enrolment_runs_, door_error_};
    return view;
}

}  // namespace nuong::client
