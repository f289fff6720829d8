package onestop.web.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import onestop.models.lint.LintFinding;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The findings of the check in words: one text for page, API and command line. */
@Component
public class FindingWords {
  /** The sections of the designer's guide, and the codes that each explains. */
  private static final Map<String, Set<String>> SECTIONS =
      Map.of(
          "frame", codes("L018 L052 L053 L054 L055 L056 L057 L058 L059 L060 L061 L062"),
          "task", codes("L004 L005 L006 L007 L008 L023 L035 L036 L037 L072"),
          "outcomes", codes("L065 L066 L067 L068 L069 L070 L071"),
          "flows",
              codes(
                  "L021 L022 L039 L040 L041 L042 L043 L044 L045 L046 L047 L048 L049 L050 L051"
                      + " L064"));

  /** Findings on files that nothing opens: no model, or too large for one. */
  static final Set<String> UNREADABLE = codes("L001 L031 L032 L033 L034");

  private final MessageSource messages;

  FindingWords(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * One finding, with its text.
   *
   * @param element the id of the element, null for the whole file
   */
  public record Finding(
      String code, LintFinding.Severity severity, @Nullable String element, String message) {
    /** Whether the model is not published while it has this finding. */
    boolean keepsBack() {
      return severity == LintFinding.Severity.ERROR;
    }

    /** The section of the guide that explains it. */
    String guide() {
      return "/guides/designer#"
          + SECTIONS.entrySet().stream()
              .filter(section -> section.getValue().contains(code))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("names");
    }
  }

  /** The findings in their order. */
  public List<Finding> of(List<LintFinding> findings, Locale locale) {
    return findings.stream()
        .map(
            f ->
                new Finding(
                    f.code(),
                    f.severity(),
                    f.element(),
                    messages.getMessage(f.messageKey(), f.values().toArray(), locale)))
        .toList();
  }

  private static Set<String> codes(String codes) {
    return Set.of(codes.split(" "));
  }
}
