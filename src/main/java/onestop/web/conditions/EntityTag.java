package onestop.web.conditions;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The strong entity tag of a representation (RFC 9110, 8.8.3): a digest of each member in turn, so
 * that two tags of one thing tell which of its members differ. A representation without names has
 * one digest for all.
 *
 * @param names the members in the order of their digests
 * @param digests of {@value #LENGTH} characters each
 */
record EntityTag(List<String> names, String digests) {
  private static final int LENGTH = 6;

  /**
   * The tag of a representation as JSON.
   *
   * @param names its members, those included that have no value at present; none if it has no names
   */
  static EntityTag of(List<String> names, JsonNode body) {
    StringBuilder digests = new StringBuilder();
    names.forEach(name -> digests.append(digest(name + body.path(name))));
    if (names.isEmpty()) {
      digests.append(digest(body.toString()));
    }
    return new EntityTag(names, digests.toString());
  }

  private static String digest(String text) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(all).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides SHA-256
    }
  }

  /** The tag as it stands in a header. */
  String header() {
    return '"' + digests + '"';
  }

  /** Whether a list of tags in {@code If-Match} names this one; a weak tag never matches. */
  boolean matches(String condition) {
    return condition.strip().equals("*")
        || Arrays.stream(condition.split(",")).map(String::strip).anyMatch(header()::equals);
  }

  /** Whether a list of tags in {@code If-None-Match} names this one, weak or strong. */
  boolean isAmong(String condition) {
    return condition.strip().equals("*")
        || Arrays.stream(condition.split(","))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(header()::equals);
  }

  /** The members that differ from those of a tag in a condition; empty if it does not tell. */
  List<String> changedSince(String condition) {
    String seen = condition.strip().replaceAll("^(W/)?\"|\"$", "");
    List<String> changed = new ArrayList<>();
    if (seen.length() == digests.length()) {
      for (int i = 0; i < names.size(); i++) {
        if (!digests.regionMatches(i * LENGTH, seen, i * LENGTH, LENGTH)) {
          changed.add(names.get(i));
        }
      }
    }
    return changed;
  }
}
