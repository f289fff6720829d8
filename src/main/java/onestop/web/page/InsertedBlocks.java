package onestop.web.page;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import onestop.desk.work.UnitTexts;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The text blocks of the reader's units at a field of a form: offered beside it, and inserted into
 * what is typed there. Nothing is written.
 */
@Component
public final class InsertedBlocks {
  /** What the name of a list of blocks begins with; the name of its field follows. */
  private static final String BLOCK = "block-";

  private final UnitTexts texts;
  private final Names names;
  private final Problems problems;

  InsertedBlocks(UnitTexts texts, Names names, Problems problems) {
    this.texts = texts;
    this.names = names;
    this.problems = problems;
  }

  /**
   * A form as it was sent.
   *
   * @param dossier the one that the block speaks of; null for none, or for several
   */
  public record Sent(
      Map<String, String> typed, @Nullable DossierCode dossier, SignedIn reader, Model model) {}

  /** The blocks that the reader may insert, by title. */
  public List<Names.Choice> offered(SignedIn reader) {
    return texts.of(reader.caller()).stream()
        .map(block -> new Names.Choice(Long.toString(block.no()), block.title()))
        .toList();
  }

  /**
   * The text of that field with the chosen block after it, and unchanged if none can be inserted;
   * the page says which. Whether the reader reads the dossier is decided before.
   */
  public String into(String field, Sent sent) {
    return into(
        field,
        sent,
        (before, no) -> texts.inserted(before, no, sent.dossier(), sent.reader().caller()));
  }

  /** As {@link #into}, into a field of an application that is being typed at the counter. */
  public String atCounter(String field, Sent sent, UnitTexts.AtCounter application) {
    return into(
        field,
        sent,
        (before, no) -> texts.inserted(before, no, application, sent.reader().caller()));
  }

  private String into(String field, Sent sent, BiFunction<String, Long, String> inserted) {
    String before = sent.typed().getOrDefault(field, "");
    try {
      long no = UnitTexts.number(sent.typed().getOrDefault(BLOCK + field, ""));
      String with = inserted.apply(before, no);
      sent.model().addAttribute("said", names.text("block.inserted"));
      return with;
    } catch (Failure failure) {
      sent.model()
          .addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return before;
    }
  }
}
