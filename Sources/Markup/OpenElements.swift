/// The elements that are open at a place of a page, as far as reading text needs them: enough of the tree construction
/// stage of the HTML Living Standard (13.2.6) to know which tags end what, and where SVG and MathML begin and end.
///
/// No tag searches the elements: each remembers the nearest ones below it that stop something. So that pages of a million
/// open elements take linear time.
struct OpenElements: Sendable {
    enum Namespace: Sendable {
        case html
        case svg
        case math
    }

    /// What a start tag says.
    struct Start {
        var tag: TagName
        var name: ElementName?
        /// What holds in the element because of its name and attributes.
        var traits: PageTraits = []
        /// What no longer holds in it.
        var without: PageTraits = []
        var isSelfClosing = false
        /// `<font color>` ends SVG, `<annotation-xml encoding="text/html">` holds HTML.
        var hasTellingAttribute = false
        /// Where in the source the tag begins.
        var offset = 0
    }

    struct Element: Sendable {
        var name: ElementName?
        var tag: TagName
        var namespace: Namespace
        var traits: PageTraits
        /// Where the outermost element begins that swallows what is added to this one.
        var swallowedStart: Int?
        /// The next open element below of the same name; -1 for none.
        fileprivate var same: Int
        fileprivate var nearest: Nearest
    }

    /// The nearest open elements, at or below one, that stop a search; -1 for none.
    fileprivate struct Nearest: Sendable {
        var html = -1
        var special = -1
        var scope = -1
        var button = -1
        var list = -1
        /// Special, and not what an item of a list usually holds (`address`, `div`, `p`).
        var item = -1
        var table = -1
        var marker = -1
    }

    /// A formatting element: not part of the stack, because it goes on behind the end of its block.
    private struct Formatting {
        var traits: PageTraits
        /// The number of elements that were open.
        var depth: Int
        var marker: Int
    }

    /// What holds outside all elements: what `html` and `body` say.
    var base: PageTraits = []

    private var elements: [Element] = []
    /// The innermost open element of each known name, and of each other name; -1 or missing for none.
    private var known = [Int](repeating: -1, count: ElementName.allCases.count)
    private var unknown: [TagName: Int] = [:]
    private var formatting = [[Formatting]](repeating: [], count: ElementName.allCases.count)
    private var opaqueFormatting = 0
    private var linklessFormatting = 0
    private var hiddenFormatting = 0

    /// The innermost element of the stack.
    var current: Element? { elements.last }

    private var nearest: Nearest { elements.last?.nearest ?? Nearest() }

    private subscript(_ name: ElementName) -> Int { known[Int(name.rawValue)] }

    private func last(_ tag: TagName, _ name: ElementName?) -> Int { name.map { self[$0] } ?? unknown[tag] ?? -1 }

    private mutating func setLast(_ index: Int, of tag: TagName, _ name: ElementName?) {
        if let name { known[Int(name.rawValue)] = index } else { unknown[tag] = index >= 0 ? index : nil }
    }

    /// What holds for text at this place.
    var traits: PageTraits {
        var traits = elements.last?.traits ?? base
        if opaqueFormatting > 0 { traits.insert(.opaque) }
        if linklessFormatting > 0 { traits.insert(.linkless) }
        if hiddenFormatting > 0 { traits.insert(.hidden) }
        return traits
    }

    // MARK: Start tags

    /// Opens an element.
    ///
    /// - Returns: the namespace it belongs to; nil when the tag is ignored.
    mutating func start(_ tag: Start) -> Namespace? {
        // What this tag closes without saying so is still open before it.
        var tag = tag
        tag.offset = elements.last?.swallowedStart ?? tag.offset
        if let current = elements.last, current.namespace != .html, !readsAsHTML(tag, in: current) {
            if let name = tag.name, name.breaksOut, name != .font || tag.hasTellingAttribute {
                leaveForeign()
            } else {
                if !tag.isSelfClosing { push(tag, current.namespace) }
                return current.namespace
            }
        }
        guard let name = tag.name else {
            push(tag, .html)
            return .html
        }
        guard closeImplied(before: name) else { return nil }
        switch name {
        case .html, .head, .body, .frameset: break
        case .svg, .math:
            let namespace = name == .svg ? Namespace.svg : .math
            if !tag.isSelfClosing { push(tag, namespace) }
            return namespace
        case _ where name.isFormatting:
            let entry = Formatting(traits: tag.traits, depth: elements.count, marker: nearest.marker)
            formatting[Int(name.rawValue)].append(entry)
            count(entry, 1)
        case _ where name.isVoid: break
        default: push(tag, .html)
        }
        return .html
    }

    /// Whether a tag inside SVG or MathML is read as HTML, because of where it stands.
    private func readsAsHTML(_ tag: Start, in element: Element) -> Bool {
        switch (element.namespace, element.name) {
        case (.math, .mi), (.math, .mo), (.math, .mn), (.math, .ms), (.math, .mtext):
            tag.name != .mglyph && tag.name != .malignmark
        case (.math, .annotationXML): element.nearest.scope == elements.count - 1 || tag.name == .svg
        case (.svg, .foreignObject), (.svg, .desc), (.svg, .title): true
        default: false
        }
    }

    /// Whether HTML begins in this element of SVG or MathML.
    private func isIntegrationPoint(_ tag: Start, _ namespace: Namespace) -> Bool {
        switch (namespace, tag.name) {
        case (.math, .mi), (.math, .mo), (.math, .mn), (.math, .ms), (.math, .mtext), (.svg, .foreignObject),
            (.svg, .desc), (.svg, .title):
            true
        case (.math, .annotationXML): tag.hasTellingAttribute
        default: false
        }
    }

    private mutating func leaveForeign() {
        while let current = elements.last, current.namespace != .html, current.nearest.scope != elements.count - 1 {
            pop(to: elements.count - 1)
        }
    }

    private mutating func push(_ tag: Start, _ namespace: Namespace) {
        let below = elements.last
        let index = elements.count
        let inherited = below?.traits ?? base
        let traits = inherited.subtracting(tag.without).union(tag.traits)
        var nearest = self.nearest
        let name = namespace == .html ? tag.name : nil
        let isPoint = isIntegrationPoint(tag, namespace)
        let isSpecial = isPoint || name?.isSpecial ?? false
        let isScope = isPoint || name?.isScope ?? false
        if namespace == .html { nearest.html = index }
        if isSpecial { nearest.special = index }
        if isScope { nearest.scope = index }
        if isScope || name == .button { nearest.button = index }
        if isScope || name == .ol || name == .ul { nearest.list = index }
        if isSpecial, name != .address, name != .div, name != .p { nearest.item = index }
        if name == .table || name == .template { nearest.table = index }
        if name?.isMarker ?? false { nearest.marker = index }
        elements.append(
            Element(
                name: tag.name, tag: tag.tag, namespace: namespace, traits: traits,
                swallowedStart: below?.swallowedStart ?? (traits.contains(.swallowed) ? tag.offset : nil),
                same: last(tag.tag, tag.name), nearest: nearest))
        setLast(index, of: tag.tag, tag.name)
    }

    /// Closes what a start tag of HTML closes without saying so; false when the tag is ignored.
    private mutating func closeImplied(before name: ElementName) -> Bool {
        switch name {
        case .li:
            let item = nearest.item
            if item >= 0, elements[item].name == .li { pop(to: item) }
        case .dd, .dt:
            let item = nearest.item
            if item >= 0, elements[item].name == .dd || elements[item].name == .dt { pop(to: item) }
        case .button: close(.button, above: nearest.scope)
        case .select:
            // A select in a select ends it.
            if close(.select, above: nearest.scope) { return false }
        case .input, .keygen, .textarea: close(.select, above: nearest.scope)
        case .a, .nobr: endFormatting(name)
        case .option, .optgroup: if elements.last?.name == .option { pop(to: elements.count - 1) }
        case .rb, .rp, .rt, .rtc:
            if let top = elements.last?.name, top == .rb || top == .rp || top == .rt { pop(to: elements.count - 1) }
        case .td, .th, .tr, .tbody, .thead, .tfoot, .caption, .colgroup, .col: return closeTableParts(before: name)
        case .table:
            if let top = elements.last, let name = top.name, name == .table || Self.tableParts.contains(name) {
                pop(to: max(0, top.nearest.table))
            }
        default: break
        }
        if name.closesParagraph { close(.p, above: nearest.button) }
        if name.isHeading, elements.last?.name?.isHeading ?? false { pop(to: elements.count - 1) }
        return true
    }

    /// Whether text at this place would be moved in front of the table.
    var isBetweenCells: Bool {
        guard let name = elements.last?.name else { return false }
        return name == .table || name == .colgroup || Self.tableParts.contains(name)
    }

    private static let formattingNames = ElementName.allCases.filter(\.isFormatting).map { Int($0.rawValue) }
    private static let tableParts: [ElementName] = [.tr, .tbody, .thead, .tfoot]

    private mutating func closeTableParts(before name: ElementName) -> Bool {
        let table = nearest.table
        guard table >= 0, elements[table].name == .table else { return false }
        close(.td, above: table)
        close(.th, above: table)
        close(.caption, above: table)
        let parents: [ElementName] =
            switch name {
            case .td, .th: Self.tableParts
            case .tr: [.tbody, .thead, .tfoot]
            default: []
            }
        let parent = parents.map { self[$0] }.reduce(table, max)
        pop(to: parent + 1)
        return true
    }

    // MARK: End tags

    /// Closes what an end tag closes.
    mutating func end(_ tag: TagName, _ name: ElementName?) {
        if let current = elements.last, current.namespace != .html {
            if name == .p || name == .br {
                leaveForeign()
            } else {
                let index = last(tag, name)
                if index > current.nearest.html {
                    pop(to: index)
                    return
                }
            }
        }
        switch name {
        case .p: close(.p, above: nearest.button)
        case .li: close(.li, above: nearest.list)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            let heading = [self[.h1], self[.h2], self[.h3], self[.h4], self[.h5], self[.h6]].reduce(-1, max)
            if heading >= 0, heading >= nearest.scope { pop(to: heading) }
        case .td, .th, .tr, .tbody, .thead, .tfoot, .caption, .table: close(name, tag, above: nearest.table)
        case .template: close(.template)
        case let name? where name.isFormatting: endFormatting(name)
        default: close(name, tag, above: name?.isSpecial ?? false ? nearest.scope : nearest.special)
        }
    }

    /// Closes the nearest element of a name, unless something that stops the search is nearer; says whether it did.
    @discardableResult
    private mutating func close(_ name: ElementName?, _ tag: TagName? = nil, above stop: Int = -1) -> Bool {
        let index = name.map { self[$0] } ?? tag.flatMap { unknown[$0] } ?? -1
        guard index >= 0, index >= stop else { return false }
        pop(to: index)
        return true
    }

    private mutating func endFormatting(_ name: ElementName) {
        let index = Int(name.rawValue)
        guard let entry = formatting[index].last, entry.marker == nearest.marker else { return }
        formatting[index].removeLast()
        count(entry, -1)
        // Inline elements that it holds end with it, blocks do not.
        if elements.count > entry.depth, nearest.special < entry.depth { pop(to: entry.depth) }
    }

    private mutating func count(_ entry: Formatting, _ change: Int) {
        if entry.traits.leavesAlone { opaqueFormatting += change }
        if entry.traits.contains(.linkless) { linklessFormatting += change }
        if entry.traits.contains(.hidden) { hiddenFormatting += change }
    }

    /// Closes the element at an index, and all in it.
    private mutating func pop(to index: Int) {
        while elements.count > index {
            let element = elements.removeLast()
            setLast(element.same, of: element.tag, element.name)
            guard element.nearest.marker == elements.count else { continue }
            for index in Self.formattingNames {
                while let entry = formatting[index].last, entry.marker == elements.count {
                    formatting[index].removeLast()
                    count(entry, -1)
                }
            }
        }
    }
}
