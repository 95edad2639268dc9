#include "tests/system/stories/village.h"

#include <signal.h>
#include <sodium.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/certificate.h"

namespace nuong::testing {
namespace {

using Json = nlohmann::json;

const std::string nuong_program = NUONG_BIN_DIR "/nuong";
const std::string server_program = NUONG_BIN_DIR "/nuong-server";

constexpr const char* areas = R"({"id":"areas","version":1,"areas":[
  {"code":"10","name_vi":"Lào Cai","name_en":"Lao Cai","type":"province"},
  {"code":"089","name_vi":"Văn Bàn","name_en":"Van Ban","type":"district","parent":"10"},
  {"code":"03076","name_vi":"Nậm Chầy","name_en":"Nam Chay","type":"commune","parent":"089"}]})";
constexpr const char* roles = R"({"id":"roles","version":1,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":["person"]},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person"],"relay":true}]})";
constexpr const char* person = R"({"id":"person","version":1,"title":{"vi":"Người","en":"Person"},
  "settings":{"kind":"register","instance_name":"${full_name}","search":["full_name"],"same_person":["full_name"]},
  "survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"},"required":true},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
  {"type":"file","name":"paper","label":{"vi":"Giấy tờ","en":"Paper"}},
  {"type":"begin_repeat","name":"papers","label":{"vi":"Giấy tờ khác","en":"More papers"},"children":[
    {"type":"file","name":"file","label":{"vi":"Tệp","en":"File"}},{"type":"text","name":"caption","label":{"vi":"Tên","en":"Caption"}}]},
  {"type":"integer","name":"visits","label":{"vi":"Số lần thăm","en":"Visits"},"policy":"counter"}]})";

Json parsed(const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) throw std::runtime_error("no JSON: " + text);
    return json;
}

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                      &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    bytes.resize(size);
    return bytes;
}

std::string to_base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string stretched(const std::string& pin, const Json& user) {
    std::string key(crypto_secretbox_KEYBYTES, '\0');
    const std::string salt = from_base64(user["salt"]);
    if (crypto_pwhash(bytes(key), key.size(), pin.data(), pin.size(), bytes(salt),
                      user["passes"].get<unsigned long long>(), user["memory_bytes"].get<std::size_t>(),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("argon2id");
    return key;
}

}  // namespace

std::string at(const std::string& json, const std::string& pointer) {
    const Json whole = parsed(json);
    const Json::json_pointer place(pointer);
    if (!whole.contains(place)) return "";
    const Json& found = whole[place];
    return found.is_string() ? found.get<std::string>() : found.dump();
}

std::size_t size_at(const std::string& json, const std::string& pointer) {
    const Json whole = parsed(json);
    const Json::json_pointer place(pointer);
    return whole.contains(place) ? whole[place].size() : 0;
}

void make_pin_cheap(const std::string& home, const std::string& pin) {
    Json keyring = parsed(test::bytes_of(home + "/keyring.json"));
    for (Json& user : keyring["users"]) {
        const std::string nonce = from_base64(user["nonce"]);
        std::string box = from_base64(user["box"]), key(crypto_secretbox_KEYBYTES, '\0');
        const std::string dear = stretched(pin, user);
        if (crypto_secretbox_open_easy(bytes(key), bytes(box), box.size(), bytes(nonce), bytes(dear)) != 0)
            throw std::runtime_error("the PIN does not open the keyring");
        user["passes"] = 1;
        user["memory_bytes"] = crypto_pwhash_MEMLIMIT_MIN;
        const std::string cheap = stretched(pin, user);
        crypto_secretbox_easy(bytes(box), bytes(key), key.size(), bytes(nonce), bytes(cheap));
        user["box"] = to_base64(box);
    }
    test::write_bytes(home + "/keyring.json", keyring.dump());
}

Village::Village(const std::string& database) {
    lie_in(database);
    std::filesystem::create_directories(file("schemas/areas"));
    std::filesystem::create_directories(file("schemas/roles"));
    std::filesystem::create_directories(file("schemas/forms"));
    test::write_bytes(file("schemas/areas/areas.json"), areas);
    test::write_bytes(file("schemas/roles/roles.json"), roles);
    test::write_bytes(file("schemas/forms/person.json"), person);
    server({"init", "--schemas", file("schemas")});
    for (const char* name : {"lan", "binh"}) server({"user", "add", name, "--role", "worker", "--area", "089"});
}

Village::Village(const Demo& demo) {
    store_ = {"--data", file("server")};
    server({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"});
    server({"demo", "--people", std::to_string(demo.people), "--months", "12", "--until", "2024-12-31"});
    server({"user", "add", "huyen", "--role", "district_staff", "--area", "089"});
}

void Village::lie_in(const std::string& database) {
    store_ = {"--data", file("server")};
    if (!database.empty()) store_.insert(store_.end(), {"--database", database});
}

std::vector<std::string> Village::serve_command() const {
    std::vector<std::string> words = at_server_;
    words.push_back(server_program);
    words.insert(words.end(), store_.begin(), store_.end());
    words.insert(words.end(), {"serve", "--listen", host_ + ":" + port_});
    if (nuong::test::bytes_of(file("cert.pem")) != "")
        words.insert(words.end(), {"--tls-cert", file("cert.pem"), "--tls-key", file("key.pem")});
    return words;
}

void Village::listening(const std::string& line) {
    const std::size_t begin = line.find("http");
    if (begin == std::string::npos) throw std::runtime_error("the server did not start: " + line);
    url_ = line.substr(begin, line.find_first_of(" \r", begin) - begin);
    port_ = url_.substr(url_.rfind(':') + 1);
}

void Village::make_certificate(const std::string& address) {
    testing::make_certificate(address, file("cert.pem"), file("key.pem"));
}

void Village::lie_behind(const BadLine& line) {
    at_server_ = line.in_district();
    at_devices_ = line.in_village();
    host_ = BadLine::district_address;
    make_certificate(host_);
}

void Village::open_server() {
    doomed_.reset();
    server_ = std::make_unique<RunningProcess>(serve_command(), server_environment_, file("server.log"));
    listening(server_->read_line());
}

Village::Server Village::open_another(int port) {
    std::vector<std::string> words{server_program};
    words.insert(words.end(), store_.begin(), store_.end());
    words.insert(words.end(), {"serve", "--listen", "127.0.0.1:" + std::to_string(port)});
    Server server{std::make_unique<RunningProcess>(words, environment(), file("server.log")), port};
    const std::string line = server.process->read_line();
    if (!line.starts_with("http")) throw std::runtime_error("no server: " + test::bytes_of(file("server.log")));
    server.port = std::stoi(line.substr(line.rfind(':') + 1));
    return server;
}

void Village::open_doomed_server() {
    server_.reset();
    doomed_.reset();
    doomed_ = std::make_unique<DoomedServer>(serve_command(), server_environment_);
    listening(doomed_->first_line());
}

std::vector<std::string> Village::relay_command() {
    std::vector<std::string> words{server_program, "--data", file("relay"), "serve", "--listen", "127.0.0.1:0"};
    if (!std::filesystem::exists(file("relay"))) {
        run_process({server_program, "--data", file("relay"), "init"});
        words.insert(words.end(), {"--upstream", url_, "--upstream-code", code("tram")});
    }
    return words;
}

void Village::open_relay() {
    close_relay();
    relay_ = std::make_unique<RunningProcess>(relay_command(), environment(), file("relay.log"));
    const std::string line = relay_->read_line();
    if (!line.starts_with("http"))
        throw std::runtime_error("the relay did not start: " + test::bytes_of(file("relay.log")));
    relay_url_ = line;
}

void Village::open_doomed_relay() {
    close_relay();
    doomed_relay_ = std::make_unique<DoomedServer>(relay_command(), server_environment_);
    relay_url_ = doomed_relay_->first_line();
    if (!relay_url_.starts_with("http")) throw std::runtime_error("the relay did not start");
}

void Village::close_relay() {
    relay_.reset();
    doomed_relay_.reset();
}

void Village::kill_server() {
    server_.reset();
    doomed_.reset();
}

ProcessResult Village::run_relay(std::vector<std::string> words) const {
    words.insert(words.begin(), {server_program, "--data", file("relay")});
    return run_process(words);
}

ProcessResult Village::run_server(std::vector<std::string> words) const {
    words.insert(words.begin(), store_.begin(), store_.end());
    words.insert(words.begin(), server_program);
    return run_process(words);
}

std::string Village::server(std::vector<std::string> words) {
    const ProcessResult result = run_server(std::move(words));
    if (result.exit_code != 0) throw std::runtime_error("nuong-server: " + result.out + result.err);
    return result.out;
}

std::string Village::code(const std::string& user) {
    std::string code = server({"device", "code", user});
    code.erase(code.find_last_not_of(" \n") + 1);
    return code;
}

void Village::enrol(const std::string& user) {
    std::vector<std::string> words{"enroll", url_, code(user)};
    if (nuong::test::bytes_of(file("cert.pem")) != "") words.insert(words.end(), {"--ca", file("cert.pem")});
    ask(user, words);
    make_pin_cheap(home(user), pin);
}

std::vector<std::string> Village::command(const std::string& home, std::vector<std::string> words) const {
    words.insert(words.begin(), {nuong_program, "--home", home, "--json"});
    words.insert(words.begin(), at_devices_.begin(), at_devices_.end());
    return words;
}

ProcessResult Village::run(const std::string& name, std::vector<std::string> words, const std::string& input) const {
    return run_process(command(home(name), std::move(words)), environment(), input);
}

ProcessResult Village::run_with_pin(const std::string& given, const std::string& name,
                                    std::vector<std::string> words) const {
    return run_process(command(home(name), std::move(words)), {{"NUONG_PIN", given}});
}

std::string Village::ask(const std::string& name, std::vector<std::string> words, const std::string& input) const {
    const ProcessResult result = run(name, std::move(words), input);
    if (result.exit_code != 0)
        throw std::runtime_error("nuong on " + name + " ended with " + std::to_string(result.exit_code) + ": " +
                                 result.out + result.err);
    return result.out;
}

std::string Village::add_person(const std::string& name, const std::string& full_name) const {
    return at(ask(name, {"record", "add", "person", "--area", area, "--answers", "-"},
                  Json{{"full_name", full_name}, {"visits", 1}}.dump()),
              "/record");
}

}  // namespace nuong::testing
