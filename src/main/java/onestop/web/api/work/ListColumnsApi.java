package onestop.web.api.work;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import onestop.desk.work.ListLayout;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ColumnWords;
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
  private final ColumnWords words;

  ListColumnsApi(ListLayout layout, ColumnWords words) {
    this.layout = layout;
    this.words = words;
  }

  /** The chosen columns, such as {@code received} or {@code answer[plot_no]}. */
  record ColumnsBody(
      @NotNull(message = "{web.field.required}") @Size(max = 30, message = "{web.field.too-long}")
          @Nullable List<@NotNull(message = "{web.field.required}") String> columns) {}

  /** The columns of the list, or of the saved view of that number. */
  @GetMapping
  ColumnsBody columns(
      @RequestParam(defaultValue = "0") int view, @AuthenticationPrincipal SignedIn caller) {
    return new ColumnsBody(words.of(layout.of(view, caller.caller())));
  }

  /** Chooses them. */
  @PutMapping(consumes = "application/json")
  ColumnsBody choose(
      @RequestParam(defaultValue = "0") int view,
      @Valid @RequestBody ColumnsBody body,
      @AuthenticationPrincipal SignedIn caller) {
    layout.choose(view, words.chosen(Objects.requireNonNull(body.columns())), caller.caller());
    return columns(view, caller);
  }
}
