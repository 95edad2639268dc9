// Chromium: a real browser without a display, driven through chromedriver (W3C WebDriver over HTTP). It begins with an
// empty profile, and remembers what it has asked of whom.
#pragma once
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace nuong::testing {

class Chromium {
public:
    explicit Chromium(const std::string& folder);  // for its profile, its log and what it downloads
    ~Chromium();
    Chromium(const Chromium&) = delete;
    Chromium& operator=(const Chromium&) = delete;

    void open(const std::string& url);
    void be_wide(int pixels);  // of the window; up to 500 as a phone
    void type(const std::string& selector, const std::string& words);
    void click(const std::string& selector);
    void press(const std::string& selector);  // a link or a button: clicks, and waits for the page that follows
    void press_key(const std::string& key);   // where the focus is
    void choose(const std::string& selector, const std::string& value);
    std::string text(const std::string& selector);  // as it is seen; throws when there is none
    bool has(const std::string& selector);
    std::string evaluate(const std::string& script);  // the text of its value
    std::string address() { return evaluate("return location.pathname + location.search"); }

    // Once it is there whole; throws when it does not come.
    std::string downloaded(const std::string& name) const;
    std::vector<std::string> requests();    // addresses that were asked for since the last call
    std::vector<std::string> complaints();  // of the console

private:
    nlohmann::json ask(const std::string& method, const std::string& path, const nlohmann::json* body);
    nlohmann::json command(const std::string& path, const nlohmann::json& body);
    std::string element(const std::string& selector);
    void devtools(const std::string& name, const nlohmann::json& parameters);

    std::string folder_, url_, session_;
    std::unique_ptr<RunningProcess> driver_;
};

}  // namespace nuong::testing
