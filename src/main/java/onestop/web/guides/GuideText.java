package onestop.web.guides;

import java.util.List;

/**
 * A guide in one language.
 *
 * @param html its text below the title; only tags and addresses that the reader of guides lets in
 * @param sections its sections, in order
 */
public record GuideText(String name, String title, String html, List<Section> sections) {
  public GuideText {
    sections = List.copyOf(sections);
  }

  /** A section; {@code anchor} is the same in both languages. */
  public record Section(String anchor, String title) {}

  /** Whether it has a section of that anchor. */
  public boolean has(String anchor) {
    return sections.stream().anyMatch(section -> section.anchor().equals(anchor));
  }
}
