// Somebody in an office gets a link, sets a passphrase, logs in; and others try to.
#include <catch2/catch_test_macros.hpp>

#include "browser.h"
#include "shared/base/text.h"
#include "sync-server/web/passphrase.h"
#include "sync-server/web/web_access.h"
#include "tests/support/test_store.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;

TEST_CASE("a one-time link sets a passphrase once, and with it one logs in, looks and logs out") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    const std::string link = office.link_for("sep");
    CHECK(browser.get("/overview").location == "/login");
    REQUIRE(browser.set_passphrase(link, good_passphrase));
    CHECK(browser.get("/passphrase?link=" + link).status == 403);  // it was used
    CHECK_FALSE(Browser(office).set_passphrase(link, "cụm khác hẳn của kẻ khác"));
    CHECK_FALSE(browser.log_in("sep", "suối nguồn chảy qua nương khoai"));
    REQUIRE(browser.log_in("sep", good_passphrase));
    CHECK(browser.get("/overview").status == 200);
    CHECK(says(browser.last, "Cán bộ huyện"));
    const auto held = browser.cookies;
    CHECK(browser.post("/logout", {}).location == "/login");
    CHECK(browser.get("/overview").location == "/login");
    browser.cookies = held;  // whoever has copied the cookie has nothing
    CHECK(browser.get("/overview").location == "/login");
    for (const char* what : {"web_passphrase", "web_login", "web_login_refused", "web_logout"}) {
        CAPTURE(what);
        CHECK(office.audited(what, "sep") == 1);
    }
    CHECK(office.audited("web_link", "console") == 1);
    CHECK_FALSE(store_holds(office.store(), link));
    CHECK_FALSE(store_holds(office.store(), good_passphrase));
    CHECK_FALSE(store_holds(office.store(), held.at("nuong")));
}

TEST_CASE("a link goes stale after a day, gives way to a newer one, and is worth nothing for who is disabled") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    const std::string first = office.link_for("sep"), second = office.link_for("sep");
    CHECK(browser.get("/passphrase?link=" + first).status == 403);
    CHECK(browser.get("/passphrase?link=" + second).status == 200);
    office.clock.advance(web::link_lifetime);
    CHECK(browser.get("/passphrase?link=" + second).status == 403);
    const std::string third = office.link_for("sep");
    office.disable("sep");
    CHECK(browser.get("/passphrase?link=" + third).status == 403);
}

TEST_CASE("which passphrases will do") {
    for (const char* bad : {"", "ngắn quá", "11 letters.", "aaaaaaaaaaaaaaaa", "abababababababab", "nguyen.van.sep 12",
                            "mật khẩu 2026!", "Matkhau_123456", "123456789012", "qwertyuiop12345",
                            "Toi Yeu Viet Nam 1975", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
        CAPTURE(bad);
        CHECK_FALSE(web::passphrase_for("nguyen.van.sep", bad));
    }
    CHECK_FALSE(web::passphrase_for("sep", std::string(300, 'x') + good_passphrase));
    for (const char* good :
         {good_passphrase, "12 letters!!", "mật khẩu của sông Hồng", "nguyen.van.sep and four unrelated words"}) {
        CAPTURE(good);
        CHECK(web::passphrase_for("nguyen.van.sep", good));
    }
    // Typed on a keyboard that sends letters and marks apart.
    CHECK(*web::passphrase_for("sep", "nu\u031bo\u031bng ngo\u0302 va\u0300 suo\u0302\u0301i") == "nương ngô và suối");
}

TEST_CASE("a session ends when nobody uses it, at the end of the day, with a new passphrase, and when disabled") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    SECTION("idle") {
        office.clock.advance(web::session_idle_max - 1min);
        CHECK(browser.get("/overview").status == 200);  // this is a use
        office.clock.advance(web::session_idle_max - 1min);
        CHECK(browser.get("/overview").status == 200);
        office.clock.advance(web::session_idle_max + 1min);
    }
    SECTION("however busy") {
        for (auto used = 0min; used < web::session_lifetime; used += 20min) {
            CHECK(browser.get("/overview").status == 200);
            office.clock.advance(20min);
        }
        office.clock.advance(1min);
    }
    SECTION("a new passphrase") { REQUIRE(Browser(office).set_passphrase(office.link_for("sep"), good_passphrase)); }
    SECTION("disabled") { office.disable("sep"); }
    SECTION("the store was set back to a copy") {
        const auto transaction = office.store().begin();
        transaction->start_epoch("another");
        transaction->commit();
    }
    CHECK(browser.get("/overview").location == "/login");
}

TEST_CASE("who guesses waits longer and longer, also for the right answer, at one account and from one address") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    REQUIRE(Browser(office, "192.0.2.1").set_passphrase(office.link_for("sep"), good_passphrase));
    Browser thief(office, "192.0.2.66");
    for (std::uint32_t i = 0; i < web::account_limit.free; ++i) {
        CHECK_FALSE(thief.log_in("sep", "one guess after another"));
        CHECK(thief.last.status == 403);
    }
    CHECK_FALSE(Browser(office, "192.0.2.1").log_in("sep", good_passphrase));  // even from elsewhere
    CHECK_FALSE(thief.log_in("sep", good_passphrase));
    CHECK(thief.last.status == 429);
    office.clock.advance(2s);
    CHECK_FALSE(thief.log_in("sep", "one guess after another"));
    CHECK(thief.last.status == 403);
    office.clock.advance(1s);
    CHECK_FALSE(thief.log_in("sep", "one guess after another"));
    CHECK(thief.last.status == 429);  // it is two seconds by now
    office.clock.advance(web::wait_max);
    CHECK(Browser(office, "192.0.2.1").log_in("sep", good_passphrase));

    std::uint32_t tries = 0;
    for (; tries < 40 && thief.last.status != 429; ++tries)
        thief.log_in("nobody" + std::to_string(tries), "one guess after another");
    office.clock.advance(0s);
    CHECK(thief.last.status == 429);
    CHECK_FALSE(store_holds(office.store(), "nobody1"));  // it may be a passphrase in the wrong field
}

TEST_CASE("nobody is let in without a person's role: not a relay, not an account that is gone") {
    Office office;
    office.add_user("tram", "relay", {"089"});
    office.add_user("la", "king", {"089"});
    for (const char* name : {"tram", "la"}) {
        CAPTURE(name);
        Browser browser(office);
        REQUIRE(browser.set_passphrase(office.link_for(name), good_passphrase));
        CHECK_FALSE(browser.log_in(name, good_passphrase));
        browser.sit_down_as(name);
        CHECK(browser.get("/overview").location == "/login");
    }
}

TEST_CASE("a form that another site sends does nothing, whether somebody is logged in or not") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    const std::string link = office.link_for("sep");
    Browser browser(office);
    browser.get("/passphrase?link=" + link);
    CHECK(browser
              .post_without_token("/passphrase",
                                  {{"link", link}, {"passphrase", good_passphrase}, {"again", good_passphrase}})
              .status == 403);
    CHECK(browser.get("/passphrase?link=" + link).status == 200);
    browser.get("/login");
    CHECK(browser.post_without_token("/login", {{"user", "sep"}, {"passphrase", good_passphrase}}).status == 403);
    browser.sit_down_as("sep");
    browser.get("/overview");
    CHECK(browser.post_without_token("/logout", {}).status == 403);
    Browser other(office);
    other.sit_down_as("sep");
    const std::string token = hidden_in(other.get("/overview"), "token");
    CHECK(browser.post_without_token("/logout", {{"token", token}}).status == 403);  // of another login
    CHECK(browser.get("/overview").status == 200);
}

TEST_CASE("what the browser is told with every answer keeps scripts, frames, other hosts and copies out") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    const auto header = [](const web::WebAnswer& answer, const std::string& name) {
        for (const auto& [known, value] : answer.headers())
            if (known == name) return value;
        return std::string();
    };
    browser.sit_down_as("sep");
    for (const char* path : {"/login", "/passphrase?link=x", "/style.css", "/", "/overview", "/reports", "/logout"}) {
        CAPTURE(path);
        const auto answer = browser.get(path);
        CHECK(header(answer, "Content-Security-Policy") ==
              "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
              "base-uri 'none'");
        CHECK(header(answer, "X-Content-Type-Options") == "nosniff");
        CHECK(header(answer, "Referrer-Policy") == "no-referrer");
        CHECK(header(answer, "Cache-Control") == "no-store");
        for (const char* word : {"<script", " style=", "http://", "https://", "onclick"}) {
            CAPTURE(word);
            CHECK_FALSE(says(answer, word));
        }
    }
    CHECK(browser.get("/login").cookie->second ==
          browser.cookies.at("nuong-form") + "; Path=/; HttpOnly; SameSite=Strict");
    browser.is_secure = true;  // a cookie that came without TLS is none
    CHECK(browser.get("/overview").location == "/login");
    CHECK(browser.get("/login").cookie->first == "__Host-nuong-form");
    CHECK(browser.last.cookie->second.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"));
}

TEST_CASE("the language is kept by the browser, and the way back leads to no other site") {
    Office office;
    Browser browser(office);
    CHECK(says(browser.get("/login"), "<html lang=\"vi\">"));
    CHECK(browser.get("/language?to=en&back=/reports%3Farea%3D089").location == "/reports?area=089");
    CHECK(says(browser.get("/login"), "<html lang=\"en\">"));
    for (const char* back :
         {"https://elsewhere.example", "//elsewhere.example", "/%5Celsewhere.example", "/a%0D%0AX: 1", ""}) {
        CAPTURE(back);
        CHECK(browser.get(std::string("/language?to=vi&back=") + back).location == "/");
    }
}
