package onestop.web.api.work;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.work.ListLayout;
import onestop.inbox.own.ListColumns.Column;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The columns of the caller's list of work, and of each saved view. */
@RestController
@RequestMapping("/api/v1/inbox/columns")
@PersonalData(Of.NOBODY)
class ListColumnsApi {
  private final ListLayout layout;

  ListColumnsApi(ListLayout layout) {
    this.layout = layout;
  }

  /** The chosen columns, such as {@code due}; none for the usual ones. */
  record ColumnsBody(
      @NotNull(message = "{web.field.required}") @Size(max = 30, message = "{web.field.too-long}")
          @Nullable List<@NotNull(message = "{web.field.required}") String> columns) {
    private static ColumnsBody of(Collection<Column> columns) {
      return new ColumnsBody(
          columns.stream()
              .map(column -> column.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .toList());
    }
  }

  /** The columns of the list, or of the saved view of that number. */
  @GetMapping
  ColumnsBody columns(
      @RequestParam(defaultValue = "0") int view, @AuthenticationPrincipal SignedIn caller) {
    return ColumnsBody.of(layout.of(view, caller.caller()));
  }

  /** Chooses them. */
  @PutMapping(consumes = "application/json")
  ColumnsBody choose(
      @RequestParam(defaultValue = "0") int view,
      @Valid @RequestBody ColumnsBody body,
      @AuthenticationPrincipal SignedIn caller) {
    List<Column> chosen =
        Objects.requireNonNull(body.columns()).stream()
            .map(word -> Objects.requireNonNull(Choices.of(Column.class, word)))
            .toList();
    layout.choose(view, chosen, caller.caller());
    return columns(view, caller);
  }
}
