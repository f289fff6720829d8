package onestop.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.kernel.Failure;

/**
 * One deliverable mail address whose text shows it unambiguously: {@code local@domain}, in Unicode
 * NFC, the domain in lower case.
 *
 * <p>The local part is a dot-atom of RFC 5322, or one with letters beyond ASCII (RFC 6531); the
 * domain is a name of at least two labels, internationalised ones as in IDNA (RFC 5891). Forms that
 * those standards allow but no mailbox needs are refused, because they hide the destination of the
 * mail or are undeliverable: quoted local parts, addresses of machines instead of names, source
 * routes, comments and names beside the address, invisible characters, letters of two scripts that
 * look alike. {@code java.net.IDN} maps some letters to others, as ß to ss, which is another
 * domain: a domain that a round trip through it changes is refused.
 *
 * @param local the part before the @, at most 64 octets of UTF-8
 * @param domain the part after the @, in Unicode; {@link #wire()} gives its DNS form
 */
public record MailAddress(String local, String domain) {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST = 254;
  private static final int FIRST_BEYOND_ASCII = 128;

  private static final String ATEXT = "#$&'*+-/=?^_`{|}~";
  private static final Pattern MACHINE = Pattern.compile("[0-9.]+|0x[0-9a-f.x]+");
  private static final Pattern HIDDEN_LETTERS =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]");
  private static final Pattern ADDRESS_IN_TEXT =
      Pattern.compile("[^\\s<>\"(),:;@]+@[^\\s<>\"(),:;@]+");

  /** Domains that are never in the DNS: RFC 2606, RFC 6761 and RFC 7686. */
  private static final Set<String> RESERVED =
      Set.of("example", "invalid", "localhost", "onion", "test");

  private static final Set<Character.UnicodeScript> LOOK_ALIKE =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.CYRILLIC,
          Character.UnicodeScript.GREEK);

  /**
   * Parses an address; leading and trailing white space is ignored.
   *
   * @param field the caller's name of the field, for the message
   * @throws Failure {@code kernel/mail-…} with the reason; it does not contain the address
   */
  public static MailAddress of(String field, String text) {
    String address = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    refuseUnseen(field, address);
    refuseMoreThanAnAddress(field, address);
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1) {
      throw refused("mail-shape", field);
    }
    String local = address.substring(0, at);
    String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
    if (local.indexOf('@') >= 0) {
      throw refused("mail-several", field);
    }
    refuseLocal(field, local);
    refuseDomain(field, domain);
    MailAddress whole = new MailAddress(local, domain);
    if (octets(local) > LONGEST_LOCAL || octets(whole.wire()) > LONGEST) {
      throw Failure.badInput(
          "kernel", "mail-length", "field", field, "local", LONGEST_LOCAL, "whole", LONGEST);
    }
    return whole;
  }

  /** Whether only a mail server with SMTPUTF8 (RFC 6531) can carry the address. */
  public boolean needsSmtpUtf8() {
    return octets(local) != local.length();
  }

  /**
   * The form for a mail server: the domain in ASCII, so only the local part may contain other
   * characters.
   */
  public String wire() {
    return local + "@" + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
  }

  @Override
  public String toString() {
    return masked(local + "@" + domain);
  }

  /**
   * A text with every address in it shortened to its first character and its domain, for lists and
   * logs whose readers need not know the person. Invisible characters are removed.
   */
  public static String masked(String text) {
    String seen = HIDDEN_LETTERS.matcher(text.replaceAll("[\\p{Cf}]", "")).replaceAll("");
    return ADDRESS_IN_TEXT
        .matcher(seen)
        .replaceAll(
            found -> {
              String address = found.group();
              String first = address.substring(0, address.offsetByCodePoints(0, 1));
              return java.util.regex.Matcher.quoteReplacement(
                  first + "***" + address.substring(address.indexOf('@')));
            });
  }

  private static void refuseUnseen(String field, String address) {
    if (Pattern.compile("\\s|\\p{Zs}").matcher(address.replaceAll("\\p{Cc}", "")).find()) {
      throw refused("mail-space", field);
    }
    address
        .codePoints()
        .filter(MailAddress::isUnseen)
        .findFirst()
        .ifPresent(
            c -> {
              throw Failure.badInput(
                  "kernel", "mail-unseen", "field", field, "codePoint", codePoint(c));
            });
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> HIDDEN_LETTERS.matcher(Character.toString(c)).find();
    };
  }

  private static void refuseMoreThanAnAddress(String field, String address) {
    if (address.indexOf('"') >= 0 || address.indexOf('\\') >= 0) {
      throw refused("mail-quoted", field);
    } else if (address.startsWith("@") && address.indexOf(':') >= 0) {
      throw refused("mail-route", field);
    } else if (address.indexOf(',') >= 0 || address.indexOf(';') >= 0) {
      throw refused("mail-several", field);
    } else if (address.indexOf('<') >= 0
        || address.indexOf('>') >= 0
        || address.indexOf('(') >= 0
        || address.indexOf(')') >= 0) {
      throw refused("mail-name-beside", field);
    }
  }

  private static void refuseLocal(String field, String local) {
    if (local.indexOf('%') >= 0 || local.indexOf('!') >= 0) {
      throw refused("mail-route", field);
    }
    for (String atom : local.split("\\.", -1)) {
      if (atom.isEmpty()) {
        throw refused("mail-dots", field);
      }
      refuseCharacters(field, atom);
    }
    refuseMixture(field, local);
  }

  private static void refuseCharacters(String field, String part) {
    boolean markFirst = isMark(part.codePointAt(0));
    part.codePoints()
        .filter(c -> markFirst || !isOfALocalPart(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw Failure.badInput(
                  "kernel", "mail-character", "field", field, "codePoint", codePoint(c));
            });
  }

  /**
   * Whether a local part may contain the code point: letters, marks and digits, but no variants of
   * letters that keyboards do not produce.
   */
  private static boolean isOfALocalPart(int c) {
    if (c < FIRST_BEYOND_ASCII) {
      return isAsciiLetterOrDigit(c) || ATEXT.indexOf(c) >= 0;
    }
    String text = Character.toString(c);
    return (Character.isLetter(c) || Character.isDigit(c) || isMark(c))
        && Normalizer.isNormalized(text, Normalizer.Form.NFKC);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c < FIRST_BEYOND_ASCII && Character.isLetterOrDigit(c);
  }

  private static void refuseMixture(String field, String part) {
    long scripts =
        part.codePoints()
            .mapToObj(Character.UnicodeScript::of)
            .filter(LOOK_ALIKE::contains)
            .distinct()
            .count();
    if (scripts > 1) {
      throw refused("mail-scripts", field);
    }
  }

  private static void refuseDomain(String field, String domain) {
    if (domain.startsWith("[") || domain.indexOf(':') >= 0 || MACHINE.matcher(domain).matches()) {
      throw refused("mail-machine", field);
    }
    String[] labels = domain.split("\\.", -1);
    String last = labels[labels.length - 1];
    for (String label : labels) {
      if (label.isEmpty()) {
        throw refused("mail-dots", field);
      }
      refuseLabel(field, label);
    }
    if (labels.length < 2
        || last.length() < 2
        || RESERVED.contains(last)
        || last.codePoints().anyMatch(Character::isDigit) && !last.startsWith("xn--")) {
      throw refused("mail-ending", field);
    }
  }

  private static void refuseLabel(String field, String label) {
    String people = label;
    try {
      String wire = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
      people = IDN.toUnicode(wire, IDN.USE_STD3_ASCII_RULES);
      boolean same = label.equals(people) || label.equals(wire);
      boolean encoded = wire.startsWith("xn--");
      boolean hyphens = label.startsWith("--", 2) && !encoded;
      if (!same || hyphens || encoded && people.equals(wire)) {
        throw refused("mail-domain", field);
      }
    } catch (IllegalArgumentException e) {
      throw refused("mail-domain", field).causedBy(e);
    }
    boolean plain =
        people
            .codePoints()
            .allMatch(c -> c == '-' || isAsciiLetterOrDigit(c) || isOfALocalPart(c) && c >= 128);
    if (!plain || isMark(people.codePointAt(0))) {
      throw refused("mail-domain", field);
    }
    refuseMixture(field, people);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String codePoint(int c) {
    return "U+%04X".formatted(c);
  }

  private static Failure refused(String slug, String field) {
    return Failure.badInput("kernel", slug, "field", field);
  }
}
