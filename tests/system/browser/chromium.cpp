#include "chromium.h"

#include <curl/curl.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

namespace nuong::testing {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, size * count);
    return size * count;
}

Json capabilities_in(const std::string& folder) {
    const std::vector<std::string> arguments{"--headless",
                                             "--no-sandbox",
                                             "--disable-gpu",
                                             "--disable-quic",
                                             "--no-first-run",
                                             "--disable-background-networking",
                                             "--disable-component-update",
                                             "--disable-sync",
                                             "--user-data-dir=" + folder + "/profile"};
    const Json always{{"browserName", "chrome"},
                      {"goog:loggingPrefs", {{"browser", "ALL"}, {"performance", "ALL"}}},
                      {"goog:chromeOptions", {{"binary", "/usr/bin/chromium"}, {"args", arguments}}}};
    return {{"capabilities", {{"alwaysMatch", always}}}};
}

}  // namespace

Chromium::Chromium(const std::string& folder) : folder_(folder) {
    fs::create_directories(folder + "/downloads");
    driver_ = std::make_unique<RunningProcess>(std::vector<std::string>{"chromedriver", "--port=0"}, Environment{},
                                               folder + "/chromedriver.log");
    const std::string before = "started successfully on port ";
    while (url_.empty()) {
        const std::string line = driver_->read_line();
        if (line.empty()) throw std::runtime_error("chromedriver does not start");
        if (const auto at = line.find(before); at != std::string::npos)
            url_ = "http://127.0.0.1:" + std::to_string(std::stoi(line.substr(at + before.size())));
    }
    const Json wanted = capabilities_in(folder);
    session_ = "/session/" + ask("POST", "/session", &wanted).at("sessionId").get<std::string>();
    devtools("Browser.setDownloadBehavior", {{"behavior", "allow"}, {"downloadPath", folder + "/downloads"}});
}

Chromium::~Chromium() {
    try {
        ask("DELETE", session_, nullptr);
    } catch (const std::exception&) {  // it is gone already
    }
}

Json Chromium::ask(const std::string& method, const std::string& path, const Json* body) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(nullptr, "Content-Type: application/json"), curl_slist_free_all);
    const std::string target = url_ + path, sent = body ? body->dump() : "";
    std::string answer;
    curl_easy_setopt(curl.get(), CURLOPT_URL, target.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &append);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    if (body) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(sent.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, sent.c_str());
    }
    if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK)
        throw std::runtime_error(path + ": " + curl_easy_strerror(code));
    const Json value = Json::parse(answer).at("value");
    if (value.is_object() && value.contains("error"))
        throw std::runtime_error(path + " " + sent + ": " + value.at("message").get<std::string>());
    return value;
}

Json Chromium::command(const std::string& path, const Json& body) { return ask("POST", session_ + path, &body); }

void Chromium::devtools(const std::string& name, const Json& parameters) {
    command("/goog/cdp/execute", {{"cmd", name}, {"params", parameters}});
}

std::string Chromium::element(const std::string& selector) {
    return command("/element", {{"using", "css selector"}, {"value", selector}}).begin()->get<std::string>();
}

void Chromium::open(const std::string& url) { command("/url", {{"url", url}}); }

void Chromium::be_wide(int pixels) {
    devtools("Emulation.setDeviceMetricsOverride",
             {{"width", pixels}, {"height", 800}, {"deviceScaleFactor", 1}, {"mobile", pixels <= 500}});
}

void Chromium::type(const std::string& selector, const std::string& words) {
    command("/element/" + element(selector) + "/value", {{"text", words}});
}

void Chromium::press(const std::string& selector) {
    evaluate("window.wasHere = true");
    click(selector);
    for (const auto until = std::chrono::steady_clock::now() + 15s; std::chrono::steady_clock::now() < until;) {
        if (evaluate("return !window.wasHere && document.readyState === 'complete'") == "true") return;
        std::this_thread::sleep_for(10ms);
    }
    throw std::runtime_error("no page follows " + selector);
}

void Chromium::click(const std::string& selector) {
    command("/element/" + element(selector) + "/click", Json::object());
}

void Chromium::press_key(const std::string& key) {
    const Json keys{{"type", "key"},
                    {"id", "keyboard"},
                    {"actions", {{{"type", "keyDown"}, {"value", key}}, {{"type", "keyUp"}, {"value", key}}}}};
    command("/actions", {{"actions", Json::array({keys})}});
}

void Chromium::choose(const std::string& selector, const std::string& value) {
    click(selector + " option[value=\"" + value + "\"]");
}

std::string Chromium::text(const std::string& selector) {
    return ask("GET", session_ + "/element/" + element(selector) + "/text", nullptr).get<std::string>();
}

bool Chromium::has(const std::string& selector) {
    return !command("/elements", {{"using", "css selector"}, {"value", selector}}).empty();
}

std::string Chromium::evaluate(const std::string& script) {
    const Json value = command("/execute/sync", {{"script", script}, {"args", Json::array()}});
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string Chromium::downloaded(const std::string& name) const {
    const std::string path = folder_ + "/downloads/" + name;
    for (const auto until = std::chrono::steady_clock::now() + 15s; std::chrono::steady_clock::now() < until;) {
        if (fs::exists(path)) {
            std::ifstream in(path, std::ios::binary);
            return {std::istreambuf_iterator<char>(in), {}};
        }
        std::this_thread::sleep_for(20ms);
    }
    throw std::runtime_error("no download " + name);
}

std::vector<std::string> Chromium::requests() {
    std::vector<std::string> addresses;
    for (const Json& entry : command("/se/log", {{"type", "performance"}})) {
        const Json message = Json::parse(entry.at("message").get<std::string>()).at("message");
        if (message.at("method") == "Network.requestWillBeSent")
            addresses.push_back(message.at("params").at("request").at("url"));
    }
    return addresses;
}

std::vector<std::string> Chromium::complaints() {
    std::vector<std::string> words;
    for (const Json& entry : command("/se/log", {{"type", "browser"}})) words.push_back(entry.at("message"));
    return words;
}

}  // namespace nuong::testing
