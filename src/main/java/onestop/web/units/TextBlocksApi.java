package onestop.web.units;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import onestop.desk.work.UnitTexts;
import onestop.inbox.own.TextBlock;
import onestop.inbox.own.TextBlocks;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The text blocks of the caller's units. */
@RestController
@RequestMapping("/api/v1/text-blocks")
@PersonalData(Of.NOBODY)
class TextBlocksApi {
  private final UnitTexts texts;

  TextBlocksApi(UnitTexts texts) {
    this.texts = texts;
  }

  /** A block, its fields as they are written. */
  record BlockBody(long no, String agency, String title, String text) {
    private static BlockBody of(TextBlock block) {
      return new BlockBody(block.no(), block.agency().value(), block.title(), block.text());
    }
  }

  /** A block as a head writes it. */
  record BlockText(
      @NotBlank(message = "{web.field.required}")
          @Size(max = TextBlocks.LONGEST_TITLE, message = "{web.field.too-long}")
          @Nullable String title,
      @NotBlank(message = "{web.field.required}")
          @Size(max = TextBlocks.LONGEST, message = "{web.field.too-long}")
          @Nullable String text) {
    private String name() {
      return Objects.requireNonNull(title);
    }

    private String words() {
      return Objects.requireNonNull(text);
    }
  }

  @GetMapping
  List<BlockBody> list(@AuthenticationPrincipal SignedIn caller) {
    return texts.of(caller.caller()).stream().map(BlockBody::of).toList();
  }

  @PostMapping(consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void add(@Valid @RequestBody BlockText body, @AuthenticationPrincipal SignedIn caller) {
    texts.add(body.name(), body.words(), caller.caller());
  }

  @PutMapping(path = "/{no}", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(
      @PathVariable long no,
      @Valid @RequestBody BlockText body,
      @AuthenticationPrincipal SignedIn caller) {
    texts.change(no, body.name(), body.words(), caller.caller());
  }

  @DeleteMapping("/{no}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable long no, @AuthenticationPrincipal SignedIn caller) {
    texts.remove(no, caller.caller());
  }
}
