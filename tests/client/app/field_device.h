// A device as it stands in the field: enrolled, with the real forms and areas, and one person on whose telephone number
// two others disagree. Its server cannot be reached.
#pragma once
#include <string>

#include "client/app/session.h"
#include "client/store/replica.h"

namespace nuong::client {

class FieldDevice {
public:
    // Makes the store in `home`, an existing folder, with the forms for people, screenings and sessions, and more.
    explicit FieldDevice(const std::string& home, const std::vector<std::string>& more_forms = {});

    SessionOptions options() const;
    RecordId person() const { return person_; }
    // Many more people, as one server's answer brings them.
    static void add_people(Replica& replica, int count, const std::string& day = "2026-03-01");

    static constexpr const char* pin = "246810";
    static constexpr const char* person_name = "Vàng Seo Phử · 1985";
    static constexpr PinCost pin_cost{1, 8192};  // tests guess often
    static const Instant morning;

private:
    std::string home_;
    RecordId person_;
};

}  // namespace nuong::client
