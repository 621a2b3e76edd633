// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of items that is not empty: each fact has one of some values, the text has one atom of each
 * of some sets, and does not have blocked atoms. Facts do not depend on each other here, nor on the
 * text, which may take in items that do not exist; so what holds for all of a region holds for all
 * items, but one item has to be tried before something is said about it. Immutable.
 */
final class Region {
  private final BitSet[] facts;
  private final List<BitSet> required;
  private final BitSet blocked;

  private Region(BitSet[] facts, List<BitSet> required, BitSet blocked) {
    this.facts = facts;
    this.required = required;
    this.blocked = blocked;
  }

  /** All items. */
  static Region everything(List<FactDomain> domains) {
    BitSet[] all = domains.stream().map(FactDomain::all).toArray(BitSet[]::new);
    return new Region(all, List.of(), new BitSet());
  }

  /** The values that a fact may have. */
  BitSet values(int fact) {
    return facts[fact];
  }

  /** The sets of atoms of which the text has one each. */
  List<BitSet> required() {
    return required;
  }

  /** Whether some item of the region is within the limit. */
  boolean meets(Limit limit) {
    if (limit instanceof Limit.FactIn in) {
      return facts[in.fact()].intersects(in.values());
    } else if (limit instanceof Limit.TextHas has) {
      return !isWithin(has.atoms(), blocked);
    }
    BitSet lacking = ((Limit.TextLacks) limit).blocked();
    for (BitSet any : required) {
      if (isWithin(any, lacking)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all items of the region are within the limit. */
  boolean isWithin(Limit limit) {
    return !meets(limit.negated());
  }

  /** The items of this region within the limit; null if there are none. */
  @Nullable Region and(Limit limit) {
    if (!meets(limit)) {
      return null;
    } else if (limit instanceof Limit.FactIn in) {
      BitSet[] fewer = facts.clone();
      fewer[in.fact()] = (BitSet) facts[in.fact()].clone();
      fewer[in.fact()].and(in.values());
      return new Region(fewer, required, blocked);
    } else if (limit instanceof Limit.TextHas has) {
      List<BitSet> more = new ArrayList<>(required);
      more.add(without(has.atoms(), blocked));
      return new Region(facts, List.copyOf(more), blocked);
    }
    BitSet lacking = ((Limit.TextLacks) limit).blocked();
    BitSet all = (BitSet) blocked.clone();
    all.or(lacking);
    return new Region(facts, required.stream().map(any -> without(any, lacking)).toList(), all);
  }

  /** The items within all the limits; null if there are none. */
  @Nullable Region and(List<Limit> limits) {
    Region region = this;
    for (Limit limit : limits) {
      region = region.and(limit);
      if (region == null) {
        return null;
      }
    }
    return region;
  }

  /** Whether some item of the region may be within all the limits: each of them alone is met. */
  boolean mayMeet(List<Limit> limits) {
    for (Limit limit : limits) {
      if (!meets(limit)) {
        return false;
      }
    }
    return true;
  }

  private static BitSet without(BitSet set, BitSet others) {
    BitSet rest = (BitSet) set.clone();
    rest.andNot(others);
    return rest;
  }

  private static boolean isWithin(BitSet set, BitSet other) {
    for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
      if (!other.get(i)) {
        return false;
      }
    }
    return true;
  }
}
