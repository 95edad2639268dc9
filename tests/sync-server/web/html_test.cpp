// Whatever people have typed anywhere stays words on the page.
#include "sync-server/web/html.h"

#include <catch2/catch_test_macros.hpp>

#include "sync-server/web/chart.h"
#include "sync-server/web/web_request.h"

using namespace nuong::web;

TEST_CASE("words become a part of a page by being escaped, inside and in values, and by nothing else") {
    struct Case {
        const char *words, *inside, *in_value;
    };
    for (const Case& each : {
             Case{"Vàng Seo Phử", "Vàng Seo Phử", "Vàng Seo Phử"},
             Case{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
                  "&lt;script&gt;alert(1)&lt;/script&gt;"},
             Case{"\" onload=\"x", "&quot; onload=&quot;x", "&quot; onload=&quot;x"},
             Case{"' autofocus='", "&#39; autofocus=&#39;", "&#39; autofocus=&#39;"},
             Case{"&lt;b&gt;", "&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"},
             Case{"one\ntwo", "one<br/>two", "one two"},
             Case{"bell\a\x01 and \xff\xfe bytes", "bell and  bytes", "bell and  bytes"},
             Case{"</title><svg/onload=1>", "&lt;/title&gt;&lt;svg/onload=1&gt;", "&lt;/title&gt;&lt;svg/onload=1&gt;"},
         }) {
        CAPTURE(each.words);
        CHECK(element("p", each.words).markup() == std::string("<p>") + each.inside + "</p>");
        CHECK(lone_element("input", {{"value", each.words}}).markup() ==
              std::string("<input value=\"") + each.in_value + "\"/>");
    }
    CHECK((Html("a<b") + element("b", "c")).markup() == "a&lt;b<b>c</b>");
}

TEST_CASE("what is asked for in an address or a form is decoded once, and what is no text is nothing") {
    const Fields fields =
        decode_fields("area=089&period=2024-01-01..2024-03-31&note=a%20b+c%26d&bad=%ff&x=1&x=2&empty");
    CHECK(field(fields, "area") == "089");
    CHECK(field(fields, "period") == "2024-01-01..2024-03-31");
    CHECK(field(fields, "note") == "a b c&d");
    CHECK(field(fields, "bad").empty());
    CHECK(field(fields, "x") == "1");
    CHECK(field(fields, "none").empty());
    CHECK(decode_fields(encode_fields(fields)) == fields);
    CHECK(decode_cookies("a=1; nuong=x_y ;b") == Fields{{"a", "1"}, {"b", ""}, {"nuong", "x_y"}});
}

TEST_CASE("bands of risk are a picture that says its numbers in words, and a hidden one draws no bar") {
    using nuong::reports::BandBar;
    BandBar bar{.name = "Thuốc lá", .whole = 4.0, .whole_text = "4"};
    bar.parts = {{"low", "nguy cơ thấp", 1.0, "1", 0}, {"high", "nguy cơ cao", 3.0, "3", 1}};
    const std::string seen = band_chart("Sàng lọc", {bar}).markup();
    CHECK(seen.find("aria-label=\"Sàng lọc\"") != std::string::npos);
    CHECK(seen.find("nguy cơ cao 3") != std::string::npos);
    CHECK(seen.find("class=\"band3\" x=\"155\"") != std::string::npos);  // three quarters of it
    bar.whole.reset();
    bar.whole_text.clear();
    bar.parts[1] = {"high", "nguy cơ cao", std::nullopt, "<5*", 1};
    const std::string hidden = band_chart("Sàng lọc", {bar}).markup();
    CHECK(hidden.find("&lt;5*") != std::string::npos);
    CHECK(hidden.find("x=\"155\"") == std::string::npos);
}
