// Door: who stands before this device and is not let in yet. Everybody who can unlock it, who of them is chosen, and
// how far somebody is who is being added. It opens no store and asks no server; the session does, with the key it
// gives.
//
// Thread: the window's.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "client/app/action.h"
#include "client/app/view_model.h"
#include "client/store/device_store.h"
#include "client/store/household.h"
#include "client/store/keyring.h"

namespace nuong::client {

class Door {
public:
    Door(std::string home, PinCost cost, std::string server_url);

    // Reads again who is here: another program may have changed it. Who worked last comes first, and is chosen unless
    // somebody is.
    void look_again();
    bool has_several_people() const { return people_.size() > 1; }
    void choose(const UserId& user);
    void choose_another();  // the other one of two; of more, nobody yet

    // Adding a person: a code is typed, a PIN chosen, the district asked.
    void add_another();
    void take(const Enroll& typed);
    const std::optional<Enroll>& enrolling() const { return enrolling_; }
    void enrolment_began();
    void enrolment_ended(const std::optional<Error>& broken);
    void start_over();  // drops an enrolment that was not finished
    // One step; the store of who was being added must be closed. What the district cannot know of is dropped.
    void back();

    // The PIN of the chosen one is lost.
    void begin_recovery();
    bool is_recovering() const { return recovery_.has_value(); }
    void recovery_asked(const Recover& typed);
    void recovery_answered(const Result<DatabaseKey>& key);
    bool may_set_pin() const { return recovery_ && recovery_->key; }
    Result<DatabaseKey> set_pin(const std::string& pin);  // REQUIRES: may_set_pin()

    // Errors as of Household and Keyring.
    Result<DatabaseKey> choose_pin(const std::string& pin);
    Result<DatabaseKey> unlock(const std::string& pin, Instant now);
    std::chrono::seconds wait_before_next_guess(Instant now) const;
    // Where keyring and store of the chosen one lie.
    const std::string& person_home() const { return chosen_; }
    std::string ca_file_of(const std::string& server) const;

    // The store is open and the district knows its person. Errors: refused (here already: the store is to be dropped).
    Status let_in(const DeviceInfo& device);
    Status drop_chosen(const std::string& farewell = "");  // their store must be closed

    void say(const Message& error) { error_ = error; }
    void say_nothing() { error_.reset(); }
    // What is shown; `is_open`: the store of who is being added is open.
    Screen screen(bool is_open, Language language, Instant now) const;

private:
    bool has_keyring() const { return !chosen_.empty() && Keyring(chosen_).exists(); }
    bool is_at_new_pin() const { return is_adding_ && enrolling_ && !has_keyring(); }
    struct Recovery {
        std::string server_url;
        bool is_asked = false;                // and not answered yet
        std::optional<DatabaseKey> key = {};  // has come; no PIN wraps it yet
    };
    EnrollView enroll_view(Language language) const;
    RecoverView recover_view(Language language) const;
    PinView pin_view(Language language, Instant now) const;

    std::string home_;
    PinCost cost_;
    Household household_;
    std::vector<Member> people_;
    std::string chosen_;               // home of a person; empty: nobody, or somebody new
    bool is_adding_ = false;           // also the first one
    Enroll typed_;                     // what the fields start with
    std::optional<Enroll> enrolling_;  // until the PIN is chosen and the server has answered
    std::optional<Recovery> recovery_;
    bool enrolment_runs_ = false;
    bool may_be_known_ = false;  // to the district, of who is being added
    std::optional<Message> error_;
};

}  // namespace nuong::client
