// Whatever people have typed anywhere stays words on the page.
#include "sync-server/web/html.h"

#include <catch2/catch_test_macros.hpp>

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
