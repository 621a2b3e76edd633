package io.millrace.rules.internal.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for items of a region that none of some cases takes. The search splits the region by the
 * limits of the cases, as in Davis, Logemann and Loveland, "A machine program for theorem-proving"
 * (1962); a case with one open limit leaves no choice, and a fact that has values outside of all
 * cases is tried with these first. The work of all searches together is bounded. For one thread.
 */
final class Escape {
  private static final long PER_SEARCH = 20_000_000;

  private final Space space;
  private long allowance;
  private long left;

  /** Thrown inside a search that has used up its share of work. */
  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUp() {
      super("gave up", null, false, false);
    }
  }

  /**
   * What a search found.
   *
   * @param region items that no case takes; empty if there are none or the search gave up
   * @param gaveUp whether the search ended before it knew
   */
  record Result(Optional<Region> region, boolean gaveUp) {

    /** Whether the cases are known to take every item. */
    boolean isCovered() {
      return region.isEmpty() && !gaveUp;
    }
  }

  /**
   * @param allowance how many limits may be looked at in all searches together
   */
  Escape(Space space, long allowance) {
    this.space = space;
    this.allowance = allowance;
  }

  /** Looks for items of the region that none of the cases takes; each case is its limits. */
  Result from(Region region, List<List<Limit>> cases) {
    long share = Math.min(PER_SEARCH, allowance);
    left = share;
    try {
      return new Result(Optional.ofNullable(find(region, cases)), false);
    } catch (GaveUp e) {
      return new Result(Optional.empty(), true);
    } finally {
      allowance -= share - Math.max(0, left);
    }
  }

  private @Nullable Region find(Region start, List<List<Limit>> all) {
    Region region = start;
    List<List<Limit>> cases = all;
    while (true) {
      cases = touching(region, cases);
      List<Limit> open = fewestOpen(region, cases);
      if (cases.isEmpty() || open.isEmpty()) {
        return cases.isEmpty() ? region : null;
      }
      Limit first = open.size() == 1 ? open.get(0) : split(region, cases, open);
      if (open.size() > 1) {
        Region part = region.and(first);
        Region found = part == null ? null : find(part, cases);
        if (found != null) {
          return found;
        }
      }
      region = region.and(first.negated());
      if (region == null) {
        return null;
      }
    }
  }

  private List<List<Limit>> touching(Region region, List<List<Limit>> cases) {
    List<List<Limit>> touching = new ArrayList<>();
    for (List<Limit> one : cases) {
      spend(one.size() + 1);
      if (region.mayMeet(one)) {
        touching.add(one);
      }
    }
    return touching;
  }

  /** Of the case with the fewest, the limits that not all of the region is within. */
  private List<Limit> fewestOpen(Region region, List<List<Limit>> cases) {
    List<Limit> fewest = List.of();
    int size = Integer.MAX_VALUE;
    for (List<Limit> one : cases) {
      List<Limit> open = new ArrayList<>();
      for (Limit limit : one) {
        if (!region.isWithin(limit)) {
          open.add(limit);
        }
      }
      spend(one.size());
      if (open.size() < size) {
        fewest = open;
        size = open.size();
      }
      if (size <= 1) {
        break;
      }
    }
    return fewest;
  }

  /** What to try first: values that no case takes, or no words; else what makes cases few. */
  private Limit split(Region region, List<List<Limit>> cases, List<Limit> open) {
    Limit outside = outside(region, cases);
    Limit limit = outside == null ? pick(open, cases) : outside;
    return limit instanceof Limit.TextHas ? limit.negated() : limit;
  }

  /** The values of the most limited fact that no case limits it to; null if there are none. */
  private @Nullable Limit outside(Region region, List<List<Limit>> cases) {
    int fact = mostLimited(region, cases);
    if (fact < 0) {
      return null;
    }
    BitSet rest = (BitSet) region.values(fact).clone();
    for (List<Limit> one : cases) {
      for (Limit limit : one) {
        if (limit instanceof Limit.FactIn in && in.fact() == fact && !region.isWithin(limit)) {
          rest.andNot(in.values());
        }
      }
      spend(one.size());
    }
    return rest.isEmpty() ? null : space.factIn(fact, rest);
  }

  private int mostLimited(Region region, List<List<Limit>> cases) {
    int[] counts = new int[space.domains().size()];
    int most = -1;
    for (List<Limit> one : cases) {
      for (Limit limit : one) {
        if (limit instanceof Limit.FactIn in && !region.isWithin(limit)) {
          counts[in.fact()]++;
          most = most < 0 || counts[in.fact()] > counts[most] ? in.fact() : most;
        }
      }
      spend(one.size());
    }
    return most;
  }

  /** The open limit on the fact that most cases limit; else the first one. */
  private static Limit pick(List<Limit> open, List<List<Limit>> cases) {
    Limit best = open.get(0);
    long most = -1;
    for (Limit limit : open) {
      if (limit instanceof Limit.FactIn in) {
        long count =
            cases.stream()
                .flatMap(List::stream)
                .filter(other -> other instanceof Limit.FactIn one && one.fact() == in.fact())
                .count();
        if (count > most) {
          best = limit;
          most = count;
        }
      }
    }
    return best;
  }

  private void spend(int work) {
    left -= work;
    if (left < 0) {
      throw new GaveUp();
    }
  }
}
