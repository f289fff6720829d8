package onestop.web.worklist;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.inbox.own.ListColumns.Column;
import onestop.inbox.own.ListColumns.Shown;
import onestop.procedures.Catalogue;
import onestop.web.page.Choices;
import org.springframework.stereotype.Component;

/**
 * The columns of lists as forms and the API name them: {@code received}, or {@code answer[plot_no]}
 * as in an address.
 */
@Component
public final class ColumnWords {
  private final Catalogue catalogue;

  ColumnWords(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The columns of these words; blank ones are left out.
   *
   * @throws onestop.kernel.Failure {@code web/choice-unknown} for a word that names none
   */
  public Shown chosen(List<String> words) {
    Set<Column> columns = EnumSet.noneOf(Column.class);
    Set<String> answers = new LinkedHashSet<>();
    Set<String> marked = marked();
    for (String word : words) {
      if (word.isBlank()) {
        continue;
      }
      Optional<String> field = WorkListAddress.field(word).filter(marked::contains);
      if (field.isPresent()) {
        answers.add(field.get());
      } else {
        columns.add(Objects.requireNonNull(Choices.of(Column.class, word)));
      }
    }
    return new Shown(columns, answers);
  }

  /** The words of columns; an answer that no form marks any more is left out. */
  public List<String> of(Shown shown) {
    List<String> words = new ArrayList<>(shown.columns().stream().map(WorkLists::word).toList());
    Set<String> marked = marked();
    shown.answers().stream()
        .filter(marked::contains)
        .map(WorkListAddress::parameter)
        .forEach(words::add);
    return words;
  }

  private Set<String> marked() {
    return catalogue.all().stream()
        .flatMap(procedure -> catalogue.form(procedure).stream())
        .flatMap(form -> form.searched().stream())
        .map(field -> field.key())
        .collect(Collectors.toSet());
  }
}
