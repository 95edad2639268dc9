// For the fuzz targets only. clang 14 instantiates the constexpr members of libstdc++ 12's vector where a class is
// still incomplete (Value holds a vector of NamedValue, which holds a Value); as plain inline members they can wait.
#pragma once
#include <string>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR inline
#include <vector>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
