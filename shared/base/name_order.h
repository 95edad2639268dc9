// The order in which Vietnamese people read a list of names: by given name, which is the last word, then by family
// name. Letters go a ă â b c d đ e ê ...; tones only tell apart what is otherwise spelt alike: ngang, huyền, hỏi, ngã,
// sắc, nặng.
#pragma once
#include <string>
#include <string_view>

namespace nuong {

// Compare bytes of two keys to compare the names. Case does not count.
std::string name_order_key(std::string_view name);

}  // namespace nuong
