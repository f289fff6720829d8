package onestop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Texts of every module in one language, read without a Spring context. */
final class Sentences {
  private final Locale locale;
  private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

  private Sentences(Locale locale) {
    this.locale = locale;
  }

  static Sentences of(Locale locale) {
    return new Sentences(locale);
  }

  Locale locale() {
    return locale;
  }

  /** One sentence that states the error and the accepted input. */
  String of(Failure failure) {
    String text = find(failure.module(), failure.messageKey());
    return text == null
        ? String.valueOf(failure.getMessage())
        : format(text, failure.values().toArray());
  }

  /** The text of this module under a key; the key itself if there is none. */
  String text(String key, Object... values) {
    String text = find("cli", key);
    return text == null ? key : format(text, values);
  }

  /** The text of another module under a key; the key itself if there is none. */
  String in(String module, String key, Object... values) {
    String text = find(module, key);
    return text == null ? key : format(text, values);
  }

  /** The descriptions of commands and options. */
  ResourceBundle usage() {
    return bundle("cli");
  }

  private String format(String text, Object[] values) {
    // as Spring does: a text without values is used unchanged
    return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
  }

  private @Nullable String find(String module, String key) {
    ResourceBundle bundle = bundle(module);
    return bundle.containsKey(key) ? bundle.getString(key) : null;
  }

  private ResourceBundle bundle(String module) {
    return bundles.computeIfAbsent(module, this::load);
  }

  private ResourceBundle load(String module) {
    String path = "/messages/" + module + "_" + locale.getLanguage() + ".properties";
    try (InputStream in = Sentences.class.getResourceAsStream(path)) {
      return in == null
          ? new PropertyResourceBundle(new StringReader(""))
          : new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
