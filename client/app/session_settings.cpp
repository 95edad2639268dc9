// How the screens look and behave for the person at work, and at the door before anybody is known.
#include "client/app/practice.h"
#include "client/app/session.h"
#include "client/sync/sync_worker.h"

namespace nuong::client {

void Session::take_look_of_door() {
    preferences_ = {};
    preferences_.auto_lock = options_.auto_lock;
    Language language = options_.language;
    take_stored(read_door_look(options_.home), preferences_, language);
    if (!options_.language_is_given) options_.language = language;
    preferences_.typing = usual_typing(options_.language);
}

void Session::take_preferences() {
    Language language = options_.language;
    take_stored(replica_->preferences().of(replica_->device().user), preferences_, language);
    if (!options_.language_is_given) options_.language = language;
}

// In the store under the name of the person; what the door needs also beside it.
void Session::keep_preferences() {
    if (is_practice_) return;
    if (const auto kept = keep_door_look(options_.home, preferences_, options_.language); !kept) tell(kept.error());
    if (!workbook_) return;
    replica_->preferences().keep(replica_->device().user, stored_preferences(preferences_, options_.language));
}

void Session::on(const SetLanguage& action) {
    if (action.language == options_.language) return;
    options_.language = action.language;
    preferences_.typing = usual_typing(action.language);
    if (open_form_) open_form_->set_language(action.language);
    keep_preferences();
}

void Session::on(const SetPreferences& action) {
    if (action.wanted == preferences_) return;
    preferences_ = action.wanted;
    preferences_.auto_lock = std::clamp(preferences_.auto_lock, std::chrono::minutes(1), auto_lock_max);
    keep_preferences();
}

void Session::on(const OpenSettings&) { go(AtSettings{}); }

SettingsView Session::settings_view() {
    const DeviceInfo device = replica_->device();
    return {.language = options_.language,
            .preferences = preferences_,
            .version = to_string(this_program()),
            .newer_version = newer_program_ ? to_string(*newer_program_) : "",
            .device = device.name,
            .user = device.user,
            .is_practice = is_practice_};
}

// The real store is closed meanwhile; the PIN opens it again.
void Session::on(const StartPractice&) {
    leave_form();
    const PracticeMaterial material = workbook_ ? material_of(*replica_) : built_in_material();
    auto practice = make_practice_store(material, clock_.now());
    if (!practice) return tell(practice.error());
    const Preferences liked = preferences_;
    close_store();
    notice_.reset();
    door_.say_nothing();
    preferences_ = liked;
    is_practice_ = true;
    replica_ = std::move(*practice);
    workbook_ = std::make_unique<Workbook>(*replica_, clock_);
}

void Session::on(const LeavePractice&) {
    if (is_practice_) on(Lock{});
}

}  // namespace nuong::client
