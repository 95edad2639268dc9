// FieldDevice: one person's device inside this process, with a real encrypted store and, when enrolled, a real line.
#pragma once
#include <array>
#include <memory>
#include <string>

#include "client/app/workbook.h"
#include "client/sync/http_transport.h"
#include "client/sync/sync_session.h"
#include "tests/bench/people.h"

namespace nuong::bench {

inline const DatabaseKey bench_key(std::array<std::uint8_t, 32>{7, 11, 13});

class FieldDevice {
public:
    FieldDevice(const std::string& home, const std::string& name, const DatabaseKey& key = bench_key);

    void enrol(const std::string& url, const std::string& code, const std::string& ca_file = "");
    void hang_up();  // the next sync makes a new connection
    // Without a server: the forms as if they had been synced, and one granted area.
    void hold_forms(const std::vector<std::string>& packages);
    client::SyncReport sync();  // must end well

    // New records of person_register; not synced to the disk one by one.
    void add_people(People& people, int count);
    forms::Instance new_form(const FormId& id);

    client::Replica& replica() { return *replica_; }
    client::Workbook& workbook() { return workbook_; }

private:
    RealClockSource clock_;
    std::string name_;
    std::unique_ptr<client::Replica> replica_;
    client::Workbook workbook_;
    std::unique_ptr<client::HttpTransport> transport_;
};

}  // namespace nuong::bench
