// What each screen says about itself when somebody asks: two to five plain sentences.
#pragma once
#include <functional>

#include "client/ui/words.h"

namespace nuong::client::words {

using PutWord = std::function<void(Word word, const char* vi, const char* en)>;
void put_help(const PutWord& put);

}  // namespace nuong::client::words
