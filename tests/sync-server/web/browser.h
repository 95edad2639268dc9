// An office of a district that does not exist, with the shipped forms, roles and reports, and people who sit down at a
// browser: cookies kept, forms sent as they stand on the page, no socket.
#pragma once
#include <map>

#include "shared/clock/clock_source.h"
#include "sync-server/store/sqlite_change_store.h"
#include "sync-server/web/web_site.h"
#include "tests/support/temporary_folder.h"

namespace nuong::testing {

// Every step of a turn on this thread.
web::WebAnswer settle(ChangeStore& store, web::WebTurn turn);

class Office {
public:
    Office();

    void add_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas);
    void disable(const UserId& name);
    std::string link_for(const UserId& name);  // the secret of it
    std::vector<AuditRow> audit();             // all of the server's
    std::size_t audited(const std::string& what, const UserId& who);
    SqliteChangeStore& store() { return *store_; }

    FakeClockSource clock{*parse_instant("2024-12-31T07:00:00.000Z")};
    SyncService service;
    web::WebSite site{service, clock, 2};

private:
    test::TemporaryFolder folder_;
    std::unique_ptr<SqliteChangeStore> store_;
};

class Browser {
public:
    explicit Browser(Office& office, std::string remote = "192.0.2.7") : office_(office), remote_(std::move(remote)) {}

    web::WebAnswer get(const std::string& target);
    // With what stands hidden in the form of the page that was read last.
    web::WebAnswer post(const std::string& path, web::Fields fields);
    web::WebAnswer post_without_token(const std::string& path, const web::Fields& fields);

    bool set_passphrase(const std::string& link, const std::string& passphrase);
    bool log_in(const UserId& user, const std::string& passphrase);
    void sit_down_as(const UserId& user);  // logged in already, without the work of a passphrase

    std::map<std::string, std::string> cookies;
    bool is_secure = false;
    web::WebAnswer last;

private:
    web::WebAnswer ask(web::WebRequest request);

    Office& office_;
    std::string remote_;
};

bool says(const web::WebAnswer& answer, const std::string& words);
// The value of a hidden field of that name; "" when there is none.
std::string hidden_in(const web::WebAnswer& answer, const std::string& name);

inline constexpr const char* good_passphrase = "suối nguồn chảy qua nương ngô";

}  // namespace nuong::testing
