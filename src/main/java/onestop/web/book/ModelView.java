package onestop.web.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.models.picture.ModelPicture;
import onestop.models.picture.ModelPicture.Box;
import onestop.models.picture.ModelPicture.Kind;
import onestop.models.picture.ModelPicture.Line;
import onestop.models.picture.ModelPicture.Point;
import onestop.models.picture.ModelPicture.Shape;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/**
 * A model's picture in the reader's language, ready to be drawn. Every label is broken into lines
 * and every mark has its place, so that the template only writes what stands here.
 *
 * @param name of the procedure
 */
public record ModelView(String name, Box box, List<Drawn> shapes, List<Way> ways) {

  /**
   * A shape.
   *
   * @param kind the word of its kind, as the sheet of styles has it
   * @param tone the word of its mark; empty for none
   * @param here whether the picture is scrolled to it
   */
  public record Drawn(
      String id,
      String kind,
      Box box,
      String tone,
      boolean here,
      List<Text> label,
      List<Badge> badges) {
    /** The corners of a gateway. */
    public String diamond() {
      return corner(box.middle(), box.y())
          + corner(box.x() + box.width(), box.centre())
          + corner(box.middle(), box.y() + box.height())
          + corner(box.x(), box.centre()).strip();
    }

    private static String corner(double x, double y) {
      return number(x) + "," + number(y) + " ";
    }
  }

  /**
   * A line of text.
   *
   * @param x its middle, or its beginning if {@code begins}
   * @param y its base
   */
  public record Text(String text, double x, double y, boolean begins) {
    static Text centred(String text, double x, double y) {
      return new Text(text, x, y, false);
    }
  }

  /** A mark in a block: its words in its colour. */
  public record Badge(Box box, Text text, String tone) {}

  /**
   * A flow.
   *
   * @param tone the word of its mark; empty for none
   */
  public record Way(String points, List<Text> label, String tone) {}

  /**
   * What is marked at a shape.
   *
   * @param tone {@code good}, {@code bad}, {@code now}, {@code off} or empty
   * @param words the badges, the first on the left
   */
  public record Mark(String tone, List<Word> words) {
    /** No mark. */
    public static final Mark NONE = new Mark("", List.of());
  }

  /** The words of a badge, in a colour. */
  public record Word(String text, String tone) {}

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  /** Makes views of pictures. */
  @Component
  public static class Writer {
    private static final double LINE = 14;
    private static final double BADGE = 17;
    private static final double PADDING = 5;

    private final Names names;

    Writer(Names names) {
      this.names = names;
    }

    /**
     * The view of a picture.
     *
     * @param marks by the ids of shapes and flows
     * @param rest the mark of every shape that has none of its own
     */
    public ModelView of(String name, ModelPicture picture, Map<String, Mark> marks, Mark rest) {
      return new ModelView(
          name,
          picture.box(),
          picture.shapes().stream()
              .map(shape -> drawn(shape, marks.getOrDefault(shape.id(), rest)))
              .toList(),
          picture.lines().stream()
              .map(line -> way(line, marks.getOrDefault(line.id(), Mark.NONE).tone()))
              .toList());
    }

    private Drawn drawn(Shape shape, Mark mark) {
      return new Drawn(
          shape.id(),
          shape.kind().name().toLowerCase(Locale.ROOT),
          shape.box(),
          mark.tone(),
          mark.tone().startsWith("now"),
          label(shape, !mark.words().isEmpty()),
          badges(shape.box(), mark.words()));
    }

    private List<Text> label(Shape shape, boolean aboveBadges) {
      String name = names.drawn(shape.id(), shape.name());
      if (name.isEmpty()) {
        return List.of();
      }
      Box box = shape.box();
      if (shape.kind().isBlock()) {
        double height = box.height() - (aboveBadges ? BADGE + PADDING : 0);
        return centred(
            LabelText.lines(name, box.width() - 2 * PADDING, LabelText.SIZE),
            new Box(box.x(), box.y(), box.width(), height),
            LINE);
      }
      if (shape.kind() == Kind.WORK) {
        double width = LabelText.width(name, LabelText.SIZE);
        return List.of(Text.centred(name, box.x() + 14 + width / 2, box.y() + 20));
      }
      Box place = shape.label() == null ? below(box) : shape.label();
      return centred(LabelText.lines(name, place.width(), LabelText.SMALL), place, LINE - 1);
    }

    private static Box below(Box box) {
      return new Box(box.middle() - 50, box.y() + box.height() + 4, 100, 28);
    }

    private static List<Text> centred(List<String> lines, Box place, double height) {
      List<Text> texts = new ArrayList<>();
      double y = place.centre() - lines.size() * height / 2 + height * 0.78;
      for (String line : lines) {
        texts.add(Text.centred(line, place.middle(), y));
        y += height;
      }
      return texts;
    }

    /** Side by side along the lower side of the block, in the middle of it. */
    private static List<Badge> badges(Box block, List<Word> words) {
      List<Double> widths =
          words.stream().map(word -> LabelText.width(word.text(), LabelText.SMALL) + 8).toList();
      double all =
          widths.stream().collect(Collectors.summingDouble(width -> width))
              + 3 * Math.max(0, words.size() - 1);
      List<Badge> badges = new ArrayList<>();
      double x = block.middle() - all / 2;
      double y = block.y() + block.height() - BADGE - 4;
      for (int i = 0; i < words.size(); i++) {
        Box box = new Box(x, y, widths.get(i), BADGE);
        badges.add(
            new Badge(
                box,
                Text.centred(words.get(i).text(), box.middle(), box.y() + BADGE - 5),
                words.get(i).tone()));
        x += widths.get(i) + 3;
      }
      return badges;
    }

    private Way way(Line line, String tone) {
      String points =
          line.points().stream()
              .map(point -> number(point.x()) + "," + number(point.y()))
              .collect(Collectors.joining(" "));
      String name = names.drawn("", line.name());
      if (name.isEmpty()) {
        return new Way(points, List.of(), tone);
      }
      Box place = line.label() == null ? beside(line) : line.label();
      return new Way(
          points,
          centred(LabelText.lines(name, place.width(), LabelText.SMALL), place, LINE - 1),
          tone);
    }

    /** Whether the label stands at the right of an upright part of its flow. */
    private static boolean isRightOf(Line line, Box label) {
      for (int i = 1; i < line.points().size(); i++) {
        Point from = line.points().get(i - 1);
        Point to = line.points().get(i);
        boolean beside =
            Math.min(from.y(), to.y()) < label.centre()
                && label.centre() < Math.max(from.y(), to.y());
        if (from.x() == to.x() && beside && from.x() < label.middle()) {
          return true;
        }
      }
      return false;
    }

    /** So that a longer word of another language grows away from the line. */
    private static List<Text> begun(List<Text> label, Box place) {
      return label.stream()
          .map(text -> new Text(text.text(), place.x() + 2, text.y(), true))
          .toList();
    }

    private static Box beside(Line line) {
      Point from = line.points().get(0);
      Point to = line.points().get(1);
      return new Box((from.x() + to.x()) / 2 - 40, (from.y() + to.y()) / 2 - 16, 80, 14);
    }
  }
}
