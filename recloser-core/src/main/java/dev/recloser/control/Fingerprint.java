package dev.recloser.control;

import java.util.Locale;
import java.util.Set;

/**
 * Makes errors equal that differ only in numbers, ids, hosts and addresses, in one pass.
 *
 * <p>The text is cut into lumps at blanks, quotes, brackets and a few signs. In a lump
 *
 * <ul>
 *   <li>what stands between {@code ://} and the path is {@code <host>}, user and password included;
 *   <li>{@code name@domain.tld} is {@code <email>}, an IPv4 or IPv6 address {@code <ip>};
 *   <li>a name in dots is {@code <host>} when it is lower case (or all upper case), its end is one
 *       that hosts have, and its start is not one that packages have; so {@code
 *       java.net.ConnectException}, {@code com.example.mail} and {@code worker.py} stay;
 *   <li>numbers of more than three digits, dates, times, UUIDs and words that mix letters and
 *       digits like ids are {@code <n>}; {@code smtp2}, {@code Http2Exception}, {@code 503} stay.
 * </ul>
 */
final class Fingerprint {

  private static final int READ = 2_000;
  private static final int KEPT = 200;
  private static final String CUTS = "'\"`()[]{}<>,;|=";

  /** Ends of hosts, also of those with two labels only. */
  private static final Set<String> HOST_ENDS =
      Set.of(
          "com",
          "org",
          "net",
          "io",
          "dev",
          "edu",
          "gov",
          "info",
          "biz",
          "cloud",
          "app",
          "ai",
          "co",
          "local",
          "localdomain",
          "internal",
          "lan",
          "corp",
          "intranet",
          "svc",
          "test",
          "example",
          "invalid",
          "arpa",
          "de",
          "uk",
          "fr",
          "nl",
          "eu",
          "us",
          "ch",
          "se",
          "dk",
          "jp",
          "cn",
          "br",
          "au",
          "ru");

  /** Starts of package names, which are hosts written backwards. */
  private static final Set<String> PACKAGE_STARTS =
      Set.of(
          "com", "org", "net", "io", "dev", "edu", "gov", "java", "javax", "jakarta", "sun", "jdk",
          "kotlin", "scala", "android");

  /** Two letters at the end of a file, a column or a call rather than of a host. */
  private static final Set<String> FILE_ENDS =
      Set.of("py", "js", "ts", "rb", "go", "sh", "rs", "cs", "md", "so", "kt", "ml", "id");

  private final String error;
  private final StringBuilder text = new StringBuilder(KEPT + 20);

  private Fingerprint(String error) {
    this.error = error;
  }

  /** The fingerprint, at most 200 characters. */
  static String of(String error) {
    var fingerprint = new Fingerprint(error.length() > READ ? error.substring(0, READ) : error);
    fingerprint.read();
    var text = fingerprint.text;
    return text.length() > KEPT ? text.substring(0, KEPT) : text.toString();
  }

  private void read() {
    int at = 0;
    while (at < error.length() && text.length() < KEPT) {
      int end = at;
      while (end < error.length() && !isCut(error.charAt(end))) {
        end++;
      }
      if (end == at) {
        char c = error.charAt(at);
        text.append(Character.isISOControl(c) ? ' ' : c);
        at++;
      } else {
        lump(error.substring(at, end));
        at = end;
      }
    }
  }

  private static boolean isCut(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c) || CUTS.indexOf(c) >= 0;
  }

  private void lump(String lump) {
    int scheme = lump.indexOf("://");
    if (scheme > 0) {
      int host = scheme + 3;
      int path = host;
      while (path < lump.length() && "/?#".indexOf(lump.charAt(path)) < 0) {
        path++;
      }
      text.append(lump, 0, host).append(path > host ? "<host>" : "");
      parts(lump.substring(path));
    } else {
      parts(lump);
    }
  }

  /** What stands between slashes. */
  private void parts(String lump) {
    int at = 0;
    while (at < lump.length()) {
      int slash = lump.indexOf('/', at);
      int end = slash < 0 ? lump.length() : slash;
      part(lump.substring(at, end));
      text.append(slash < 0 ? "" : "/");
      at = end + 1;
    }
  }

  private void part(String part) {
    int end = part.length();
    while (end > 0 && ".:!?".indexOf(part.charAt(end - 1)) >= 0 && !part.endsWith("::")) {
      end--;
    }
    var bare = part.substring(0, end);
    int colon = bare.indexOf(':');
    var name = colon < 0 ? bare : bare.substring(0, colon);
    if (isEmail(bare)) {
      text.append("<email>");
    } else if (isIpv6(bare)) {
      text.append("<ip>");
    } else if (isTime(bare)) {
      text.append("<n>");
    } else if (isIpv4(name) || isHost(name)) {
      text.append(isIpv4(name) ? "<ip>" : "<host>");
      words(bare.substring(name.length()));
    } else {
      words(bare);
    }
    text.append(part, end, part.length());
  }

  private static boolean isEmail(String part) {
    int at = part.indexOf('@');
    return at > 0 && part.indexOf('.', at) > at + 1 && !part.endsWith("@");
  }

  private static boolean isIpv6(String part) {
    int zone = part.indexOf('%');
    var address = zone < 0 ? part : part.substring(0, zone);
    long colons = address.chars().filter(c -> c == ':').count();
    return (colons == 7 || (colons >= 2 && address.contains("::")))
        && address.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
  }

  private static boolean isIpv4(String name) {
    int dots = 0;
    int digits = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' && digits > 0) {
        dots++;
        digits = 0;
      } else if (isDigit(c) && digits < 3) {
        digits++;
      } else {
        return false;
      }
    }
    return dots == 3 && digits > 0;
  }

  /** Dates and times of day in the usual forms. */
  private static boolean isTime(String part) {
    long digits = part.chars().filter(Fingerprint::isDigit).count();
    long signs = part.chars().filter(c -> c == ':' || c == '-').count();
    return signs >= 2
        && digits >= 5
        && isDigit(part.charAt(0))
        && part.chars().allMatch(c -> isDigit(c) || "-:.+TZ".indexOf(c) >= 0);
  }

  private static boolean isHost(String name) {
    int last = name.lastIndexOf('.');
    if (last < 1 || last == name.length() - 1 || name.contains("..") || name.charAt(0) == '.') {
      return false;
    }
    boolean lower = name.chars().noneMatch(Character::isUpperCase);
    boolean upper = name.chars().noneMatch(Character::isLowerCase);
    boolean plain =
        name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    if (!plain || !(lower || upper)) {
      return false;
    }
    var labels = name.toLowerCase(Locale.ROOT);
    var ending = labels.substring(last + 1);
    boolean country =
        ending.length() == 2
            && ending.chars().allMatch(Character::isLetter)
            && labels.indexOf('.') < last
            && !FILE_ENDS.contains(ending);
    return (country || HOST_ENDS.contains(ending))
        && !PACKAGE_STARTS.contains(labels.substring(0, labels.indexOf('.')));
  }

  private void words(String part) {
    int at = 0;
    while (at < part.length()) {
      int end = at;
      while (end < part.length() && isWord(part.charAt(end))) {
        end++;
      }
      if (end == at) {
        text.append(part.charAt(at));
        at++;
      } else {
        var word = part.substring(at, end);
        text.append(isId(word) ? "<n>" : word);
        at = end;
      }
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }

  /** Numbers, and words in which letters and digits take turns or digits are many. */
  private static boolean isId(String word) {
    int digits = 0;
    int turns = 0;
    for (int i = 0; i < word.length(); i++) {
      boolean digit = isDigit(word.charAt(i));
      digits += digit ? 1 : 0;
      turns += i > 0 && digit != isDigit(word.charAt(i - 1)) ? 1 : 0;
    }
    return (digits == word.length() && digits > 3)
        || (word.length() >= 8 && digits * 4 >= word.length())
        || (word.length() >= 6 && turns >= 3);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
