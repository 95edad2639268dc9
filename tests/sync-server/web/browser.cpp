#include "browser.h"

#include <catch2/catch_test_macros.hpp>

#include "sync-server/web/door_pages.h"
#include "sync-server/web/web_access.h"
#include "tests/sync-server/demo/demo_store.h"

namespace nuong::testing {

using web::Fields;
using web::WebAnswer;
using web::WebRequest;
using web::WebTurn;

WebAnswer settle(ChangeStore& store, WebTurn turn) {
    for (;;) {
        if (auto* answer = std::get_if<WebAnswer>(&turn.next)) return std::move(*answer);
        WebTurn next = WebAnswer();
        if (const auto* read = std::get_if<WebTurn::Read>(&turn.next)) {
            next = read->work(*store.read());
        } else if (const auto* slow = std::get_if<WebTurn::Slow>(&turn.next)) {
            next = slow->work();
        } else {
            const auto transaction = store.begin();
            next = std::get<WebTurn::Write>(turn.next).work(*transaction);
            transaction->commit();
        }
        turn = std::move(next);
    }
}

namespace {

// Made once, which takes longer than most stories.
test::DemoStore& district() {
    static test::DemoStore demo({.seed = 1, .people = 40, .months = 6, .until = *parse_date("2024-12-31")});
    return demo;
}

}  // namespace

Office::Office() {
    const std::string path = folder_ / "store.db";
    district().store->database().copy_into(path);
    store_ = std::move(SqliteChangeStore::open(Database::open(path, std::nullopt)).value());
    REQUIRE(service.load(*store().read()));
}

void Office::add_user(const UserId& name, const std::string& role, const std::vector<AreaCode>& areas) {
    const auto transaction = store().begin();
    transaction->put_user({name, role, false, areas});
    transaction->commit();
}

void Office::disable(const UserId& name) {
    const auto transaction = store().begin();
    auto user = transaction->user(name);
    user->disabled = true;
    transaction->put_user(*user);
    transaction->commit();
}

std::string Office::link_for(const UserId& name) {
    const auto transaction = store().begin();
    const auto secret = web::issue_link(*transaction, name, "console", clock.now());
    REQUIRE(secret);
    transaction->commit();
    return *secret;
}

std::vector<AuditRow> Office::audit() {
    const auto reader = store().read();
    std::vector<AuditRow> all;
    for (auto rows = reader->audit(0, 500); !rows.empty(); rows = reader->audit(all.back().n, 500))
        all.insert(all.end(), rows.begin(), rows.end());
    return all;
}

std::size_t Office::audited(const std::string& what, const UserId& who) {
    const auto all = audit();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const AuditRow& row) { return row.what == what && row.who == who; }));
}

WebAnswer Browser::ask(WebRequest request) {
    request.cookies = cookies;
    request.remote = remote_;
    request.host = "district.example";
    request.is_secure = is_secure;
    last = settle(office_.store(), office_.site.handle(request));
    if (last.cookie) {
        const std::string value = last.cookie->second.substr(0, last.cookie->second.find(';'));
        if (last.cookie->second.find("Max-Age=0") != std::string::npos) cookies.erase(last.cookie->first);
        else cookies[last.cookie->first] = value;
    }
    return last;
}

WebAnswer Browser::get(const std::string& target) {
    WebRequest request;
    request.path = target.substr(0, target.find('?'));
    if (target.size() > request.path.size()) request.query = web::decode_fields(target.substr(request.path.size() + 1));
    return ask(std::move(request));
}

WebAnswer Browser::post(const std::string& path, Fields fields) {
    for (const char* name : {"token", "link"})
        if (const std::string value = hidden_in(last, name); !value.empty()) fields.emplace(name, value);
    return post_without_token(path, fields);
}

WebAnswer Browser::post_without_token(const std::string& path, const Fields& fields) {
    WebRequest request;
    request.is_post = true;
    request.path = path;
    request.form = fields;
    return ask(std::move(request));
}

bool Browser::set_passphrase(const std::string& link, const std::string& passphrase) {
    get("/passphrase?link=" + link);
    return post("/passphrase", {{"passphrase", passphrase}, {"again", passphrase}}).status == 303;
}

bool Browser::log_in(const UserId& user, const std::string& passphrase) {
    get("/login");
    return post("/login", {{"user", user}, {"passphrase", passphrase}}).location == "/overview";
}

void Browser::sit_down_as(const UserId& user) {
    const auto transaction = office_.store().begin();
    const std::string secret = web::begin_session(*transaction, {user, remote_}, office_.clock.now());
    transaction->commit();
    cookies["nuong"] = secret;
}

bool says(const WebAnswer& answer, const std::string& words) { return answer.body.find(words) != std::string::npos; }

std::string hidden_in(const WebAnswer& answer, const std::string& name) {
    const std::string before = "name=\"" + name + "\" value=\"";
    const auto at = answer.body.find(before);
    if (at == std::string::npos) return "";
    const auto from = at + before.size();
    return answer.body.substr(from, answer.body.find('"', from) - from);
}

}  // namespace nuong::testing
