// SPDX-License-Identifier: Apache-2.0
// Secrets that stand in the texts of a service: each becomes ${NAME}, to be set where the deploy is started. Used by
// compose_service.cpp and compose_reader.cpp only.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace bayplan {

class SecretHider {
public:
    /// In an argument or the value of a variable: the passwords of addresses, the values of --password, token=... Their
    /// new names begin with `prefix`.
    std::string hidden(const std::string &text, const std::string &prefix);

    /// In all words of a command; the value of --password may be the next word.
    std::vector<std::string> hiddenIn(std::vector<std::string> words, const std::string &prefix);

    /// The names given since the last call.
    std::vector<std::string> takeNames();

private:
    enum class Form {
        Plain, ///< as it stands
        Shell  ///< of a script, in which the shell reads quotes and dollars
    };

    void hideWords(std::vector<std::string> &words, Form form);
    std::string hideText(const std::string &text, Form form);
    std::string hideWord(const std::string &word, Form form);
    std::string hideAssignments(std::string word, Form form);
    std::string hidePasswords(const std::string &word);
    std::string hideValue(const std::string &name, const std::string &value, Form form);
    std::string reference(const std::string &name, const std::string &value);

    std::string m_prefix;
    std::map<std::string, std::string> m_values; ///< by name
    std::vector<std::string> m_names;
};

/// The text is no secret itself, but nothing, one ${NAME} as a whole, or a file where Compose mounts secrets.
bool isSecretElsewhere(const std::string &text);

/// "my-service" -> "MY_SERVICE".
std::string variableName(const std::string &text);

/// In a text where $$ is a dollar: a secret that the container's own shell reads, as $${NAME}, is written so that
/// nobody else puts it in.
std::string leftToShell(std::string text);

} // namespace bayplan
