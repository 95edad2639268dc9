// What a command says: everything goes through here, so that nothing that people or devices have written commands the
// terminal it is read in.
#pragma once
#include <string>

namespace nuong::client {

void print(const std::string& text);      // the answer, to stdout
void say_aside(const std::string& text);  // words for the person, to stderr

}  // namespace nuong::client
