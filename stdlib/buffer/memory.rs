//! The bytes behind Buffers: views, the pool, adoption of what the reactor read.
//!
//! A Buffer is a Uint8Array of the engine whose prototype is `Buffer.prototype`. Its bytes are an ArrayBuffer, which
//! small Buffers share, [`POOL_LEN`] bytes at a time, and which slices share with what they were cut from. A view keeps
//! its whole ArrayBuffer alive, so what is kept for long should not be a small slice of something big.
//!
//! The engine lets nobody but itself borrow an ArrayBuffer for long: no JavaScript may run inside the closures here.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::builtins::array_buffer::{AlignedVec, ArrayBuffer, SharedArrayBuffer};
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::{JsArrayBuffer, JsSharedArrayBuffer, JsTypedArray};
use noderu_glue::prelude::*;
use noderu_glue::pressure;
use noderu_glue::slot::filled;
use noderu_runtime::Bytes;

/// Bytes that small Buffers are cut from, together.
pub(super) const POOL_LEN: usize = 8192;

/// Longer Buffers have an ArrayBuffer of their own.
const POOLED_LEN_MAX: usize = POOL_LEN / 2;

/// The most bytes a Buffer can have, here and in the Nodes that had this limit.
pub const LEN_MAX: usize = 0x3fff_ffff;

/// What `data` a read must at least fill of its memory to be adopted; below it is copied and the memory freed.
const ADOPTED_FILL_MIN: usize = 2;

/// The pool: the rest of the newest shared block.
#[derive(Default)]
pub(super) struct Pool {
    rest: RefCell<Option<(JsArrayBuffer, usize)>>,
}

/// The bytes of a Uint8Array (or another array of octets), found but not borrowed.
///
/// It is valid until JavaScript runs; used later it may see other bytes, or none, but never those of somebody else.
pub struct View {
    block: Block,
    start: usize,
    len: usize,
}

enum Block {
    Own(JsArrayBuffer),
    /// Memory of a SharedArrayBuffer can't be borrowed: it is copied out and written back by the element.
    BufferModule(JsSharedArrayBuffer, JsObject),
}

impl View {
    /// The view of a value that is an array of octets: Buffer, Uint8Array, Uint8ClampedArray, Int8Array.
    pub fn of(value: &JsValue, cx: &mut Context) -> Option<Self> {
        Self::of_object(&value.as_object()?, cx)
    }

    /// The same for an object.
    pub fn of_object(object: &JsObject, cx: &mut Context) -> Option<Self> {
        let octets = matches!(
            object.downcast_ref::<TypedArray>()?.kind(),
            TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped | TypedArrayKind::Int8
        );
        if !octets {
            return None;
        }
        let block = JsTypedArray::from_object(object.clone()).ok()?.buffer(cx).ok()?.as_object()?;
        let (block, block_len) = if block.is::<ArrayBuffer>() {
            let block = JsArrayBuffer::from_object(block).ok()?;
            let len = block.byte_length();
            (Block::Own(block), len)
        } else {
            let block = JsSharedArrayBuffer::from_object(block).ok()?;
            let len = block.byte_length();
            (Block::BufferModule(block, object.clone()), len)
        };
        let array = object.downcast_ref::<TypedArray>()?;
        let len = usize::try_from(array.byte_length(block_len)).ok()?;
        let start = if len == 0 { 0 } else { usize::try_from(array.byte_offset()).ok()? };
        drop(array);
        Some(Self { block, start, len })
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no bytes: an empty, detached or out-of-bounds array.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where the bytes begin in their ArrayBuffer.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The ArrayBuffer (or SharedArrayBuffer).
    pub fn block(&self) -> JsObject {
        match &self.block {
            Block::Own(block) => block.clone().into(),
            Block::BufferModule(block, _) => block.clone().into(),
        }
    }

    /// Reads the bytes.
    pub fn read<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        let range = self.start..self.start + self.len;
        match &self.block {
            Block::Own(block) => {
                let bytes = block.data();
                read(bytes.as_deref().and_then(|bytes| bytes.get(range)).unwrap_or_default())
            }
            Block::BufferModule(block, _) => read(block.to_vec().get(range).unwrap_or_default()),
        }
    }

    /// Reads or changes the bytes.
    ///
    /// # Errors
    /// Those of the engine for memory that JavaScript shares between agents: none in practice.
    pub fn write<R>(&self, cx: &mut Context, write: impl FnOnce(&mut [u8]) -> R) -> JsResult<R> {
        let range = self.start..self.start + self.len;
        match &self.block {
            Block::Own(block) => {
                let mut bytes = block.data_mut();
                Ok(write(bytes.as_deref_mut().and_then(|bytes| bytes.get_mut(range)).unwrap_or_default()))
            }
            Block::BufferModule(block, array) => {
                let before = block.to_vec().get(range).unwrap_or_default().to_vec();
                let mut after = before.clone();
                let result = write(&mut after);
                for (index, (old, new)) in before.iter().zip(&after).enumerate() {
                    if old != new {
                        array.set(index, JsValue::from(*new), true, cx)?;
                    }
                }
                Ok(result)
            }
        }
    }

    /// Copies bytes of this view, from `from` on, over those of `target`, also when they overlap.
    ///
    /// # Errors
    /// As [`View::write`].
    pub fn copy_to(&self, from: usize, len: usize, target: &Self, at: usize, cx: &mut Context) -> JsResult<()> {
        if let (Block::Own(source), Block::Own(block)) = (&self.block, &target.block)
            && JsObject::equals(source, block)
        {
            let from = self.start + from;
            if let Some(mut bytes) = block.data_mut()
                && from + len <= bytes.len()
                && target.start + at + len <= bytes.len()
            {
                bytes.copy_within(from..from + len, target.start + at);
            }
            return Ok(());
        }
        if matches!(target.block, Block::Own(_)) {
            return self.read(|bytes| {
                target.write(cx, |room| {
                    if let (Some(to), Some(from)) = (room.get_mut(at..at + len), bytes.get(from..from + len)) {
                        to.copy_from_slice(from);
                    }
                })
            });
        }
        let copied = self.read(|bytes| bytes.get(from..from + len).unwrap_or_default().to_vec());
        target.write(cx, |room| {
            if let Some(to) = room.get_mut(at..at + copied.len()) {
                to.copy_from_slice(&copied);
            }
        })
    }
}

/// Reads the bytes of an array of octets; none for any other value. No JavaScript may run in `read`.
pub fn with_bytes<R>(value: &JsValue, cx: &mut Context, read: impl FnOnce(&[u8]) -> R) -> Option<R> {
    Some(View::of(value, cx)?.read(read))
}

/// A Buffer of `len` bytes, zeros but for what `fill` makes of them. `fill` must not look at other Buffers: they may
/// share the memory.
///
/// # Errors
/// A RangeError when there is no such memory.
pub(super) fn allocate(
    len: usize,
    class: &JsObject,
    cx: &mut Context,
    fill: impl FnOnce(&mut [u8]),
) -> JsResult<JsObject> {
    let (block, start) = if len <= POOLED_LEN_MAX { pooled(len, cx)? } else { (own_block(len, cx)?, 0) };
    if let Some(mut bytes) = block.data_mut()
        && let Some(bytes) = bytes.get_mut(start..start + len)
    {
        fill(bytes);
    }
    view_on(block.into(), start, len, class, cx)
}

/// A Buffer with an ArrayBuffer of its own.
///
/// # Errors
/// As [`allocate`].
pub(super) fn allocate_own(len: usize, class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    let block = own_block(len, cx)?;
    view_on(block.into(), 0, len, class, cx)
}

/// A Buffer with a copy of these bytes.
///
/// # Errors
/// As [`allocate`].
pub(super) fn from_slice(bytes: &[u8], class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    if bytes.len() <= POOLED_LEN_MAX {
        return allocate(bytes.len(), class, cx, |room| room.copy_from_slice(bytes));
    }
    let mut copy = AlignedVec::new(64);
    check_len(bytes.len())?;
    copy.try_reserve_exact(bytes.len()).map_err(|_| range_error("No memory for the Buffer"))?;
    copy.extend_from_slice(bytes);
    adopt(copy, class, cx)
}

/// A Buffer of what the reactor read: small amounts are copied into the pool, large ones taken over.
///
/// # Errors
/// As [`allocate`].
pub(super) fn from_bytes(bytes: Bytes, class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    let wasteful = bytes.capacity() / ADOPTED_FILL_MIN > bytes.len();
    if bytes.len() <= POOLED_LEN_MAX || wasteful {
        return from_slice(&bytes, class, cx);
    }
    adopt(bytes, class, cx)
}

/// A Buffer over part of an ArrayBuffer. The part must lie inside.
///
/// # Errors
/// A TypeError when the program took the memory away, a RangeError when it has shrunk.
pub(super) fn view_on(
    block: JsObject,
    start: usize,
    len: usize,
    class: &JsObject,
    cx: &mut Context,
) -> JsResult<JsObject> {
    let constructor = cx.intrinsics().constructors().typed_uint8_array().constructor();
    constructor.construct(&[block.into(), JsValue::from(start), JsValue::from(len)], Some(class), cx)
}

/// Refuses what is longer than [`LEN_MAX`].
///
/// # Errors
/// A RangeError.
pub(super) fn check_len(len: usize) -> JsResult<()> {
    if len > LEN_MAX { Err(range_error(format!("A Buffer can have {LEN_MAX} bytes at most"))) } else { Ok(()) }
}

fn adopt(bytes: AlignedVec<u8>, class: &JsObject, cx: &mut Context) -> JsResult<JsObject> {
    let len = bytes.len();
    pressure::allocated(bytes.capacity());
    let block = JsArrayBuffer::from_byte_block(bytes, cx)?;
    view_on(block.into(), 0, len, class, cx)
}

fn own_block(len: usize, cx: &mut Context) -> JsResult<JsArrayBuffer> {
    check_len(len)?;
    pressure::allocated(len);
    JsArrayBuffer::new(len, cx)
}

/// Room in the pool, zeroed and never used before. Starts are multiples of 8, for views of numbers.
fn pooled(len: usize, cx: &mut Context) -> JsResult<(JsArrayBuffer, usize)> {
    let pool = slot(cx, no_pool);
    if let Some((block, used)) = &mut *pool.rest.borrow_mut()
        // Somebody up the stack may be reading a Buffer of this very block.
        && block.try_borrow_mut().is_ok()
        && *used + len <= block.byte_length()
    {
        let start = *used;
        *used = (start + len).next_multiple_of(8);
        return Ok((block.clone(), start));
    }
    let block = own_block(POOL_LEN, cx)?;
    *pool.rest.borrow_mut() = Some((block.clone(), len.next_multiple_of(8)));
    Ok((block, 0))
}

fn no_pool(_: &mut Context) -> Rc<Pool> {
    Rc::default()
}

/// Whether the object is the block that the next small Buffers come out of.
pub fn is_pool(object: &JsObject, cx: &Context) -> bool {
    let Some(pool) = filled(cx, &no_pool) else { return false };
    pool.rest.borrow().as_ref().is_some_and(|(block, _)| JsObject::equals(&block.clone().into(), object))
}

/// Whether the object is an ArrayBuffer or a SharedArrayBuffer.
pub(super) fn is_block(object: &JsObject) -> bool {
    object.is::<ArrayBuffer>() || object.is::<SharedArrayBuffer>()
}
