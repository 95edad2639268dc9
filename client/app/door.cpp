#include "client/app/door.h"

#include <algorithm>

#include "client/store/recovery_box.h"

namespace nuong::client {
namespace {

// How a choice comes back: a person whose key file is damaged has no name.
const std::string& key_of(const Member& person) { return person.is_damaged ? person.home : person.user; }

std::string name_of(const Member& person, Language language) {
    if (!person.is_damaged) return person.user;
    return language == Language::vi ? "(tệp khóa bị hỏng)" : "(damaged key file)";
}

}  // namespace

Door::Door(std::string home, PinCost cost, std::string server_url)
    : home_(std::move(home)), cost_(cost), household_(home_), typed_{std::move(server_url), "", ""} {
    household_.finish_removals();
    look_again();
}

void Door::look_again() {
    const UserId last = household_.note().last;
    people_ = household_.members();
    std::stable_partition(people_.begin(), people_.end(),
                          [&](const Member& person) { return !last.empty() && person.user == last; });
    if (people_.empty()) is_adding_ = true;
    if (is_adding_) {
        if (chosen_.empty()) chosen_ = household_.unfinished().value_or("");
        return;
    }
    const bool is_here =
        std::any_of(people_.begin(), people_.end(), [&](const Member& person) { return person.home == chosen_; });
    if (!is_here) chosen_ = people_.front().home;
}

void Door::choose(const UserId& user) {
    const auto person =
        std::find_if(people_.begin(), people_.end(), [&](const Member& each) { return key_of(each) == user; });
    if (person == people_.end()) return;
    say_nothing();
    recovery_.reset();
    is_adding_ = false;
    chosen_ = person->home;
}

void Door::choose_another() {
    look_again();
    say_nothing();
    recovery_.reset();
    const std::string before = chosen_;
    chosen_.clear();
    if (people_.size() != 2) return;
    chosen_ = people_[people_[0].home == before ? 1 : 0].home;
}

void Door::add_another() {
    say_nothing();
    recovery_.reset();
    is_adding_ = true;
    enrolling_.reset();
    const HouseholdNote note = household_.note();
    typed_ = {note.server.empty() ? typed_.server_url : note.server, "", typed_.device_name};
    chosen_ = household_.unfinished().value_or("");
    may_be_known_ = true;  // of what an earlier start left, nobody can say
}

void Door::take(const Enroll& typed) {
    say_nothing();
    typed_ = typed;
    enrolling_ = typed;
}

void Door::enrolment_began() {
    enrolment_runs_ = true;
    may_be_known_ = true;
}

void Door::enrolment_ended(const std::optional<Error>& broken) {
    if (!enrolment_runs_) return;
    enrolment_runs_ = false;
    error_.reset();
    if (broken) error_ = broken->message;
    else enrolling_.reset();
    if (broken && broken->code == ErrorCode::refused) may_be_known_ = false;
}

void Door::start_over() {
    if (!is_adding_) return;
    if (has_keyring())
        if (const auto dropped = drop_chosen(); !dropped) return say(dropped.error().message);
    is_adding_ = true;
    chosen_.clear();
    enrolling_.reset();
    say_nothing();
}

void Door::back() {
    say_nothing();
    if (recovery_) return recovery_.reset();
    const bool was_at_new_pin = is_at_new_pin();
    enrolling_.reset();
    if (was_at_new_pin || people_.empty()) return;
    if (is_adding_ && has_keyring() && !may_be_known_) (void)drop_chosen();  // else it stays as not finished
    is_adding_ = enrolment_runs_ = false;
    chosen_.clear();
    look_again();
}

void Door::begin_recovery() {
    if (is_adding_ || chosen_.empty()) return;
    say_nothing();
    recovery_ = Recovery{household_.note().server};
}

void Door::recovery_asked(const Recover& typed) {
    say_nothing();
    recovery_->server_url = typed.server_url;
    recovery_->is_asked = true;
}

void Door::recovery_answered(const Result<DatabaseKey>& key) {
    if (!recovery_) return;
    recovery_->is_asked = false;
    if (key) recovery_->key = *key;
    else say(key.error().message);
}

Result<DatabaseKey> Door::set_pin(const std::string& pin) {
    const DatabaseKey key = *recovery_->key;
    if (const auto set = Keyring(chosen_, cost_).set_pin(pin, key); !set) return set.error();
    recovery_.reset();
    return key;
}

Result<DatabaseKey> Door::choose_pin(const std::string& pin) {
    auto place = household_.place_for_another();
    if (!place) return place.error();
    auto key = Keyring(*place, cost_).create("", pin);
    if (!key) return key;
    chosen_ = std::move(*place);
    may_be_known_ = false;
    return key;
}

Result<DatabaseKey> Door::unlock(const std::string& pin, Instant now) {
    say_nothing();
    auto key = Keyring(chosen_, cost_).unlock("", pin, now);
    if (key) return key;
    auto destroyed = household_.destroyed_after_wrong_pins(chosen_);
    if (!destroyed) return key;
    is_adding_ = false;
    chosen_.clear();
    look_again();
    return *destroyed;
}

std::chrono::seconds Door::wait_before_next_guess(Instant now) const {
    return chosen_.empty() ? std::chrono::seconds(0) : Keyring(chosen_, cost_).wait_before_next_guess(now);
}

std::string Door::ca_file_of(const std::string& server) const {
    const HouseholdNote note = household_.note();
    return server == note.server ? note.ca_file : "";
}

Status Door::let_in(const DeviceInfo& device) {
    if (!Keyring(chosen_).has_named_users())
        if (const auto named = household_.name(chosen_, device.user); !named) return named;
    is_adding_ = false;
    enrolling_.reset();
    (void)household_.keep({device.server, device.ca_file, device.user});  // only a convenience
    look_again();
    return Done{};
}

Status Door::drop_chosen(const std::string& farewell) {
    const auto dropped = household_.remove(chosen_, farewell);
    is_adding_ = false;
    chosen_.clear();
    look_again();
    return dropped;
}

Screen Door::screen(bool is_open, Language language, Instant now) const {
    if (!is_open && recovery_ && !recovery_->key) return recover_view(language);
    if (is_open || (is_adding_ && !has_keyring() && !enrolling_)) return enroll_view(language);
    return pin_view(language, now);
}

EnrollView Door::enroll_view(Language language) const {
    return {.server_url = typed_.server_url,
            .code = typed_.code,
            .device_name = typed_.device_name,
            .busy = enrolment_runs_,
            .error = error_ ? error_->in(language) : "",
            .is_another = !people_.empty(),
            .can_go_back = !people_.empty()};
}

RecoverView Door::recover_view(Language language) const {
    const auto box = recovery_box_in(chosen_);
    return {.user = box ? box->user : "",
            .device = box ? to_string(box->device) : "",
            .server_url = recovery_->server_url,
            .busy = recovery_->is_asked,
            .can_ask = box.has_value(),
            .error = error_ ? error_->in(language) : ""};
}

PinView Door::pin_view(Language language, Instant now) const {
    PinView view;
    view.is_recovered = may_set_pin();
    view.first_time = is_at_new_pin() || view.is_recovered;
    view.is_unfinished = is_adding_ && !view.first_time;
    view.can_go_back = view.first_time || (is_adding_ && !people_.empty());
    view.can_add = !is_adding_ && !view.is_recovered && people_.size() < members_max;
    view.pin_length_min = static_cast<int>(pin_length_min);
    view.wrong_attempts = error_ ? error_->in(language) : "";
    view.wait_seconds = view.is_recovered ? 0 : static_cast<int>(wait_before_next_guess(now).count());
    if (is_adding_ || view.is_recovered) return view;
    if (!chosen_.empty()) view.tries_left = Keyring(chosen_, cost_).guesses_left().value_or(-1);
    view.can_recover = !chosen_.empty();
    view.nobody_chosen = chosen_.empty();
    if (people_.size() == 1 && !people_.front().is_damaged)
        view.greeting = (language == Language::vi ? "Xin chào " : "Hello ") + people_.front().user;
    if (people_.size() > 1)
        for (const Member& person : people_)
            view.users.push_back({key_of(person), name_of(person, language), person.home == chosen_});
    return view;
}

}  // namespace nuong::client
