// Household: the people who share this device, each with a store of their own. The first one's lies in the home itself,
// that of each further one in a numbered folder below it (`people/2`): no name ever becomes a path.
//
// No list is kept beside the stores that could contradict them. Who is here is read from the keyrings; a keyring that
// names nobody is an enrolment that was not finished, which is gone on with or dropped.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong::client {

inline constexpr std::size_t members_max = 20;  // on one device

struct Member {
    UserId user = {};         // empty when the key file cannot be read
    std::string home = {};    // where keyring and store lie
    bool is_damaged = false;  // the key file cannot be read: shown, so that nobody is taken for gone
    bool operator==(const Member&) const = default;
};

// What may be known before anybody is: kept in the clear beside the stores, with no secret in it.
struct HouseholdNote {
    std::string server = {}, ca_file = {};  // where the last enrolment went, for the next one
    UserId last = {};                       // who was at work last
    bool operator==(const HouseholdNote&) const = default;
};

class Household {
public:
    explicit Household(std::string home) : home_(std::move(home)) {}

    // Who can unlock this device, the first one first. An unfinished enrolment is not among them.
    std::vector<Member> members() const;
    std::optional<Member> find(const UserId& user) const;
    // Where an enrolment was not finished.
    std::optional<std::string> unfinished() const;

    // Where the next enrolment goes: where one was not finished, else a place that nobody has. It is claimed by this
    // call: two who ask at once get two places. Errors: refused (too many people), no_space, damaged.
    Result<std::string> place_for_another() const;
    // The district has said who it is. Errors: refused (that person is here already).
    Status name(const std::string& person_home, const UserId& user) const;

    // Destroys key and store, the key first; whatever comes between, it is finished by finish_removals(). What else
    // lies in the folder stays. `farewell`: to be told when it is done, at once or at a later start.
    Status remove(const std::string& person_home, const std::string& farewell = "") const;
    // Also of a store whose last allowed PIN was wrong, wherever that was cut short.
    void finish_removals() const;
    // After a wrong PIN: was it the last one? Then key and store are gone, and this says so.
    std::optional<Error> destroyed_after_wrong_pins(const std::string& person_home) const;

    // Of stores that are gone.
    std::vector<std::string> farewells() const;
    void was_told(const std::string& farewell) const;

    HouseholdNote note() const;  // empty when there is none, or none that can be read
    Status keep(const HouseholdNote& note) const;

private:
    std::vector<std::string> homes() const;
    Status keep_farewell(const std::string& farewell) const;

    std::string home_;
};

}  // namespace nuong::client
