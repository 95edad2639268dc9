#include "tests/system/field_day/district.h"

#include <signal.h>

#include <filesystem>
#include <fstream>

#include "shared/base/date.h"

namespace nuong::testing {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

void require_exit(const std::vector<std::string>& command, const ProcessResult& result, int expected) {
    if (result.exit_code != expected)
        throw StoryBroken("`" + joined(command) + "` ended with " + std::to_string(result.exit_code) + " instead of " +
                          std::to_string(expected) + "\n" + result.out + result.err);
}

Json parsed(const std::vector<std::string>& command, const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) throw StoryBroken("`" + joined(command) + "` printed no JSON: " + text);
    return json;
}

}  // namespace

District::District(std::string folder, std::string schemas, std::string bin)
    : folder_(std::move(folder)),
      schemas_(std::move(schemas)),
      nuong_(bin + "/nuong"),
      nuong_server_(bin + "/nuong-server") {}

bool District::exists() const { return std::filesystem::exists(folder_ + "/founded"); }

void District::found(const std::vector<Person>& people) {
    std::filesystem::create_directories(folder_);
    server_text({"init", "--schemas", schemas_});
    for (const Person& person : people)
        server_text({"user", "add", person.name, "--role", person.role, "--area", person.area});
}

void District::settle(int people, int months) {
    const auto yesterday =
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() - std::chrono::days(1));
    server_text({"demo", "--people", std::to_string(people), "--months", std::to_string(months), "--until",
                 to_string(Date(yesterday))});
}

void District::open_server() {
    // The devices remember their server's address, so a district keeps its port from day to day.
    const std::string port_file = folder_ + "/port";
    std::string port = "0";
    if (std::ifstream in(port_file); in) std::getline(in, port);
    server_process_ =
        std::make_unique<RunningProcess>(std::vector<std::string>{nuong_server_, "--data", folder_ + "/server", "serve",
                                                                  "--listen", "127.0.0.1:" + port},
                                         environment(), folder_ + "/server.log");
    const std::string line = server_process_->read_line();
    const std::size_t at = line.find("http://127.0.0.1:");
    if (at == std::string::npos)
        throw StoryBroken("the server did not start; see " + folder_ + "/server.log (" + line + ")");
    url_ = line.substr(at, line.find_first_of(" \r", at) - at);
    std::ofstream(port_file) << url_.substr(url_.rfind(':') + 1) << "\n";
}

void District::close_server() {
    if (!server_process_) return;
    server_process_->send(SIGTERM);
    const int code = server_process_->wait();
    server_process_.reset();
    if (code != 0) throw StoryBroken("the server ended with " + std::to_string(code) + " on SIGTERM instead of 0");
}

void District::pause_server() const { server_process_->send(SIGSTOP); }
void District::resume_server() const { server_process_->send(SIGCONT); }

void District::enrol(const Person& person) {
    std::string code = server_text({"device", "code", person.name});
    while (!code.empty() && (code.back() == '\n' || code.back() == ' ')) code.pop_back();
    device(person.name, {"enroll", url_, code, "--device", "may-cua-" + person.name});
}

Json District::device(const std::string& name, std::vector<std::string> command, const Json& answers, int expected) {
    std::vector<std::string> words{nuong_, "--home", home(name), "--json"};
    words.insert(words.end(), command.begin(), command.end());
    if (!answers.is_null()) words.insert(words.end(), {"--answers", "-"});
    const ProcessResult result = run_process(words, environment(), answers.is_null() ? "" : answers.dump());
    require_exit(words, result, expected);
    return parsed(words, result.out);
}

std::string District::server_text(std::vector<std::string> command, int expected) {
    std::vector<std::string> words{nuong_server_, "--data", folder_ + "/server"};
    words.insert(words.end(), command.begin(), command.end());
    const ProcessResult result = run_process(words, environment());
    require_exit(words, result, expected);
    return result.out;
}

Json District::server(std::vector<std::string> command, int expected) {
    command.push_back("--json");
    return parsed(command, server_text(command, expected));
}

std::vector<std::string> District::window_command(const std::string& name) const {
    return {nuong_, "--home", home(name)};
}

}  // namespace nuong::testing
