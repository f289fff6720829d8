package onestop.web.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is left of a page without its words: elements with classes and kinds. Pages that differ in
 * words only have the same barriers, so one of them is looked at in the browser for all.
 *
 * @param frame everything around {@code main}, without the mark of the present page
 * @param main the page's own part, equal neighbours taken together
 */
record Skeleton(String frame, String main) {
  private static final Pattern TAG = Pattern.compile("<(/?[a-z][a-z0-9]*)([^>]*)>");
  private static final Pattern KIND =
      Pattern.compile("\\b(class|role|type|hidden|disabled|aria-invalid)(=\"[^\"]*\")?");
  private static final Pattern REPEATED =
      Pattern.compile("(<(tr|li|option|a|dt|div class=\"day[^>]*)[^>]*>(?:(?!<\\2).)*</\\2>)\\1+");

  static Skeleton of(String html) {
    int from = html.indexOf("<main");
    int to = html.indexOf("</main>");
    return from < 0 || to < 0
        ? new Skeleton("", bones(html))
        : new Skeleton(
            bones(html.substring(0, from) + html.substring(to)), bones(html.substring(from, to)));
  }

  private static String bones(String html) {
    StringBuilder bones = new StringBuilder();
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      bones.append('<').append(tag.group(1));
      Matcher kind = KIND.matcher(tag.group(2));
      while (kind.find()) {
        bones.append(' ').append(kind.group());
      }
      bones.append('>');
    }
    return REPEATED.matcher(bones).replaceAll("$1");
  }
}
